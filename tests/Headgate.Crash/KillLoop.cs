using System.Diagnostics;

namespace Headgate.Crash;

/// <summary>
/// Kills a server that writes, at random moments, and opens its data file again: every contact that was acknowledged is there, with its audit event and
/// its claim, and nothing is there by half.
/// </summary>
public static class KillLoop
{
    private const int Writers = 16;

    /// <summary>Runs some rounds on one data file.</summary>
    public static async Task<Proof> Run(string folder, int rounds, int seed)
    {
        Random random = new(seed);
        var file = await Child.Prepare(folder);
        HashSet<string> acknowledged = new(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var id in await Killed(folder, TimeSpan.FromMilliseconds(random.Next(1, 1200))))
                acknowledged.Add(id);
            var seen = await Seen.In(file);
            if (seen.Wrong is { } wrong)
                return Proof.Broken($"round {round}: {wrong}");
            if (acknowledged.Except(seen.Contacts).FirstOrDefault() is { } lost)
                return Proof.Broken($"round {round}: {lost} was acknowledged and is lost");
        }
        var kept = await Seen.In(file);
        return Proof.Held(
            $"{rounds} kills, {Writers} writers: {acknowledged.Count} contacts acknowledged, 0 lost; "
                + $"{kept.Contacts.Count} kept, each with its audit event; {watch.Elapsed.TotalSeconds:0} s; seed {seed}"
        );
    }

    private static async Task<List<string>> Killed(string folder, TimeSpan after)
    {
        using var child = Child.Start(folder, Writers, int.MaxValue);
        List<string> acknowledged = [];
        Task? kill = null;
        // What is still in the pipe after the kill was acknowledged too; a line without its end was not.
        var text = new char[4096];
        var line = new System.Text.StringBuilder();
        for (int read; (read = await child.StandardOutput.ReadAsync(text)) > 0; )
        {
            kill ??= Kill();
            foreach (var c in text.AsSpan(0, read))
            {
                if (c != '\n')
                {
                    line.Append(c);
                    continue;
                }
                acknowledged.Add(Child.Read(line.ToString()).Id);
                line.Clear();
            }
        }
        await (kill ?? throw new InvalidOperationException("The child ended before it wrote anything."));
        await child.WaitForExitAsync();
        return acknowledged;

        async Task Kill()
        {
            await Task.Delay(after);
            child.Kill();
        }
    }
}
