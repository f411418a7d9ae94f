namespace Headgate.Crash;

/// <summary>
/// Watches the system calls of a run: no acknowledgement is written to the pipe before the sync that covers its commit in the write-ahead log has returned.
/// </summary>
public static class SyncOrder
{
    private const int Writers = 8;

    /// <summary>Whether the program that watches is installed.</summary>
    public static bool CanRun => File.Exists(Tracer);

    private const string Tracer = "/usr/bin/strace";

    /// <summary>Watches a run that creates some contacts.</summary>
    public static async Task<Proof> Run(string folder, int contacts)
    {
        var trace = Path.Combine(folder, "trace");
        Directory.CreateDirectory(folder);
        var run = await Recording.Of(
            Path.Combine(folder, "run"),
            Writers,
            contacts,
            [Tracer, "-f", "-y", "-s", "96", "-e", "trace=fsync,fdatasync,write,pwrite64,lseek", "-o", trace]
        );
        var committed = await CommitOf(run, folder);
        Trace watched = new(Child.FileName + "-wal>");
        var answered = 0;
        foreach (var line in File.ReadLines(trace))
        {
            if (watched.Take(line) is not { } id || !committed.TryGetValue(id, out var end))
                continue;
            answered++;
            if (watched.Durable < end)
                return Proof.Broken($"{id} was answered when {watched.Durable} bytes of the log were durable; its commit ends at {end}");
        }
        if (answered != contacts)
            return Proof.Broken($"{answered} answers of {contacts} are in the trace");
        return Proof.Held(
            $"{answered} answers of {Writers} writers, {watched.Syncs} syncs of the log: each answer after the sync that covers its commit"
        );
    }

    // Where in the log each contact's commit ends: the first commit with which an image of the log shows it.
    private static async Task<Dictionary<string, int>> CommitOf(Recording run, string folder)
    {
        Dictionary<string, int> ends = new(StringComparer.Ordinal);
        foreach (var end in Wal.Commits(run.Log))
        foreach (var id in (await Seen.After(run.File, run.Log.AsMemory(0, end), Path.Combine(folder, "commit"))).Contacts)
            ends.TryAdd(id, end);
        return ends;
    }
}
