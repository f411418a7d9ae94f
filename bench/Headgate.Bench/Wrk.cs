using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Bench;

/// <summary>What one run of the load tool measured.</summary>
/// <param name="PerSecond">Requests answered a second.</param>
/// <param name="P50">Median latency, milliseconds.</param>
/// <param name="P99">99th percentile, milliseconds.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="Errors">Answers that were not 2xx, and socket errors.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Measured(double PerSecond, double P50, double P99, long Requests, long Errors);

/// <summary>The load tool wrk, for a bounded time, against an address on this machine.</summary>
internal static partial class Wrk
{
    public static async Task<Measured> Run(string url, string script, int connections, int seconds)
    {
        var file = Path.Combine(Path.GetTempPath(), $"headgate-{Guid.CreateVersion7():n}.lua");
        await File.WriteAllTextAsync(file, script);
        try
        {
            var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", file, url])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var wrk = Process.Start(start)!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return Parse(output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A script that posts one body with these headers.</summary>
    public static string Post(string body, params IEnumerable<(string Name, string Value)> headers) =>
        "wrk.method='POST'\n" + string.Concat(headers.Select(h => $"wrk.headers['{h.Name}']='{h.Value}'\n")) + $"wrk.body=[==[{body}]==]\n";

    private static Measured Parse(string output)
    {
        long Count(Regex regex) => regex.Match(output) is { Success: true } m ? long.Parse(m.Groups[1].Value) : 0;
        return new(
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(P50().Match(output)),
            Milliseconds(P99().Match(output)),
            Count(Total()),
            Count(NotOk()) + SocketErrors(output)
        );
    }

    private static long SocketErrors(string output) =>
        Socket().Match(output) is { Success: true } m ? m.Groups.Cast<Group>().Skip(1).Sum(g => long.Parse(g.Value)) : 0;

    private static double Milliseconds(Match match) =>
        double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        * match.Groups[2].Value switch
        {
            "us" => 0.001,
            "ms" => 1,
            _ => 1000,
        };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P50();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Total();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NotOk();

    [GeneratedRegex(@"connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Socket();
}
