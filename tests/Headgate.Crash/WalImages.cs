using System.Diagnostics;

namespace Headgate.Crash;

/// <summary>
/// Cuts the write-ahead log of a run where a power failure could have cut it, every 64 bytes, clean and with garbage up to the end of the torn page, and
/// opens each image: it holds exactly what was committed in that length, and so all that was acknowledged by then.
/// </summary>
public static class WalImages
{
    private const int Step = 64;
    private const int Writers = 4;

    /// <summary>Opens at most so many images, spread over the log.</summary>
    public static async Task<Proof> Run(string folder, int images, int contacts, int seed)
    {
        var run = await Recording.Of(Path.Combine(folder, "run"), Writers, contacts);
        var commits = Wal.Commits(run.Log);
        List<int> expected = [0];
        foreach (var end in commits)
            expected.Add((await Seen.After(run.File, run.Log.AsMemory(0, end), Path.Combine(folder, "commit"))).Contacts.Count);

        var all = (run.Log.Length / Step + 1) * 2;
        var count = Math.Min(images, all);
        var broken = new Proof?[Environment.ProcessorCount];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, broken.Length).Select(lane => Task.Run(() => Lane(lane))));
        return broken.FirstOrDefault(b => b is not null)
            ?? Proof.Held(
                $"{count} images of a log of {run.Log.Length} bytes with {commits.Count} commits and {run.Acknowledged.Count} acknowledged contacts: "
                    + $"each whole and with all that was acknowledged; {watch.Elapsed.TotalSeconds:0} s; seed {seed}"
            );

        async Task Lane(int lane)
        {
            Random random = new(seed + lane);
            for (var i = lane; i < count && broken[lane] is null; i += broken.Length)
            {
                var which = (int)((long)i * all / count);
                var cut = Math.Min(which / 2 * Step, run.Log.Length);
                var torn = which % 2 == 1;
                var seen = await Seen.After(run.File, Image(run.Log, cut, torn, random), Path.Combine(folder, $"lane{lane}"));
                if (Wrong(seen, cut) is { } wrong)
                    broken[lane] = Proof.Broken($"cut at {cut}{(torn ? ", torn" : "")}: {wrong}");
            }
        }

        string? Wrong(Seen seen, int cut)
        {
            if (seen.Wrong is { } wrong)
                return wrong;
            foreach (var (id, wal) in run.Acknowledged)
                if (wal <= cut && !seen.Contacts.Contains(id))
                    return $"{id} was acknowledged at {wal} bytes and is lost";
            var committed = expected[commits.Count(end => end <= cut)];
            return seen.Contacts.Count == committed ? null : $"{seen.Contacts.Count} contacts, but {committed} were committed";
        }
    }

    private static byte[] Image(byte[] log, int cut, bool torn, Random random)
    {
        if (!torn)
            return log[..cut];
        var image = new byte[Math.Max(Wal.EndOfFrame(log, cut), cut + Step)];
        log.AsSpan(0, cut).CopyTo(image);
        random.NextBytes(image.AsSpan(cut));
        return image;
    }
}
