namespace Headgate.Crash;

/// <summary>Proofs that what was answered survives a crash. Short forms run with the tests; these are the full ones.</summary>
internal static class Program
{
    private const string Usage = """
        Headgate.Crash kill   [--rounds 50]                     kills a writing server at random moments
        Headgate.Crash images [--count N] [--contacts 12]    opens crash images of a write-ahead log, cut every 64 bytes
        Headgate.Crash order  [--contacts 200]                   checks with strace that each answer follows its sync
        Headgate.Crash points [--rounds 3] [--postgres ADDRESS]  kills it at every named point between a plan and the file of checkpoints
        Headgate.Crash all                                      all four
        Each takes --data DIR, a folder to work in, and --seed N.
        """;

    private static async Task<int> Main(string[] args)
    {
        if (args is ["child", var folder, var writers, var contacts])
        {
            await Child.Run(folder, int.Parse(writers), int.Parse(contacts));
            return 0;
        }
        if (args is [PointChild.Name, var at, var address, var schema, var point, var times])
        {
            await PointChild.Run(at, Given(address), Given(schema), Enum.Parse<KillPoint>(point), int.Parse(times));
            return 0;
        }
        if (args is not ["kill" or "images" or "order" or "points" or "all", ..])
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        var data = Path.Combine(Option(args, "--data") ?? Path.GetTempPath(), "headgate-crash-" + Path.GetRandomFileName());
        var seed = Number(args, "--seed", Environment.ProcessId);
        var held = false;
        try
        {
            held = true;
            if (args[0] is "kill" or "all")
                held &= Say("kill", await KillLoop.Run(Path.Combine(data, "kill"), Number(args, "--rounds", 50), seed));
            if (args[0] is "images" or "all")
                held &= Say(
                    "images",
                    await WalImages.Run(
                        Path.Combine(data, "images"),
                        Number(args, "--count", int.MaxValue),
                        args[0] == "all" ? 12 : Number(args, "--contacts", 12),
                        seed
                    )
                );
            if (args[0] is "order" or "all")
                held &= SyncOrder.CanRun
                    ? Say(
                        "order",
                        await SyncOrder.Run(Path.Combine(data, "order"), args[0] == "all" ? 200 : Number(args, "--contacts", 200))
                    )
                    : Say("order", new(false, "strace is not installed"));
            if (args[0] is "points" or "all")
                held &= Say(
                    "points",
                    await PointLoop.Run(
                        Path.Combine(data, "points"),
                        Option(args, "--postgres"),
                        Option(args, "--postgres") is null ? null : $"points{seed}",
                        Number(args, "--rounds", 3),
                        seed
                    )
                );
            return held ? 0 : 1;
        }
        finally
        {
            // What broke is kept to be looked at.
            if (held)
                Directory.Delete(data, recursive: true);
            else
                Console.WriteLine($"The files are kept in {data}");
        }
    }

    private static bool Say(string proof, Proof went)
    {
        Console.WriteLine($"{proof}: {(went.Holds ? "holds" : "BROKEN")}: {went.Said}");
        return went.Holds;
    }

    private static string? Given(string argument) => argument.Length > 0 ? argument : null;

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) => Option(args, name) is { } given ? int.Parse(given) : otherwise;
}
