using System.Diagnostics;

namespace Headgate.Bench;

/// <summary>How fast the disk makes a small write durable: without it, no figure of durable writes says anything.</summary>
internal static class Disk
{
    public static double SyncsPerSecond(string folder)
    {
        var file = Path.Combine(folder, "sync-probe");
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var page = new byte[4096];
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < TimeSpan.FromSeconds(1); count++)
        {
            stream.Write(page);
            stream.Flush(flushToDisk: true);
        }
        return count / watch.Elapsed.TotalSeconds;
    }
}
