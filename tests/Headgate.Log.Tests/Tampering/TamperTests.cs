using System.Globalization;
using System.IO.Compression;
using Headgate.Verify;

namespace Headgate.Log.Tests.Tampering;

/// <summary>Both verifiers find every tampering, neither sees one where there is none, and they say the same.</summary>
public sealed class TamperTests(ITestOutputHelper output) : IDisposable
{
    private const int Most = 3000;

    private readonly PythonVerifier _python = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-tamper-").FullName;

    [Fact]
    [Proves(Frameworks.Aisvs, "9.4.2")]
    [Proves(Frameworks.Mcp, "MCP08")]
    public void Every_tampering_is_found_by_both()
    {
        var wanted = Count("TAMPERINGS", 260);
        var tally = Tamper.Kinds.ToDictionary(k => k.Kind, _ => 0, StringComparer.Ordinal);
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        var missed = new List<string>();
        for (var seed = 1; tally.Values.Sum() < wanted; seed++)
        {
            var random = new Random(seed);
            var sample = Sample.Make(random, Most);
            foreach (var (kind, tamper) in Tamper.Kinds)
            {
                if (tamper(sample, random) is not { } files)
                    continue;
                tally[kind]++;
                var found = Both(files, sample, random.Next(8) == 0, $"{kind}, seed {seed}", missed);
                codes.UnionWith(found);
                if (found.Count == 0)
                    missed.Add($"{kind}, seed {seed}: not found");
            }
        }
        output.WriteLine(string.Join('\n', tally.Select(t => $"{t.Value, 6}  {t.Key}")));
        output.WriteLine($"Said: {string.Join(' ', codes)}");
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void A_log_that_is_whole_alarms_neither()
    {
        var alarms = new List<string>();
        var wanted = Count("CLEAN", 40);
        for (var seed = 1; seed <= wanted; seed++)
        {
            var random = new Random(-seed);
            var sample = Sample.Make(random, Most);
            var found = Both(sample.Files, sample, random.Next(8) == 0, $"seed {-seed}", alarms);
            if (found.Count > 0)
                alarms.Add($"seed {-seed}: {string.Join(' ', found)}");
        }
        output.WriteLine($"{wanted} clean logs");
        Assert.True(alarms.Count == 0, string.Join('\n', alarms));
    }

    public void Dispose()
    {
        _python.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The kinds of findings; where the two differ, that is noted.
    private List<string> Both(Dictionary<string, byte[]> files, Sample sample, bool packed, string what, List<string> wrong)
    {
        var path = Path.Combine(_folder, "log");
        var heads = Path.Combine(_folder, "kept");
        Bundle.Save(files, path);
        File.WriteAllBytes(heads, sample.Kept);
        var bundle = path;
        if (packed)
            ZipFile.CreateFromDirectory(path, bundle = path + ".zip", CompressionLevel.Fastest, includeBaseDirectory: false);
        var ours = Verification
            .Of(bundle, sample.Held, heads)
            .Findings.Select(f => f.Code)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var theirs = _python.Verify(bundle, sample.Held, heads).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!ours.SequenceEqual(theirs))
            wrong.Add($"{what}: C# says [{string.Join(' ', ours)}], Python [{string.Join(' ', theirs)}]");
        Directory.Delete(path, recursive: true);
        File.Delete(path + ".zip");
        return ours;
    }

    private static int Count(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : usual;
}
