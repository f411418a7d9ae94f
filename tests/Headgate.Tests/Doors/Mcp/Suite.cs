using System.Text.Json;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>One scenario of the official suite as it went.</summary>
public sealed record Scenario(string Name, bool Scored, bool Passed, int Checks, IReadOnlyList<string> Complaints);

/// <summary>The official conformance suite, run over a server.</summary>
public static class Suite
{
    /// <summary>Runs what a revision requires, and what it lists beside.</summary>
    public static async Task<IReadOnlyList<Scenario>> Run(string url, string revision)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-suite-").FullName;
        try
        {
            var said = await NodeClients.Conformance("server", "--url", url, "--requirements", revision, "-o", folder);
            var lines = said.Output.Split('\n').SkipWhile(l => !l.Contains("=== SUMMARY ===")).ToList();
            Assert.True(
                lines.Count > 0,
                $"The suite did not finish ({said.Exit}): {said.Output[^Math.Min(2000, said.Output.Length)..]}{said.Errors}"
            );
            var beside = lines
                .Where(l => l.StartsWith("  ✓ ", StringComparison.Ordinal) || l.StartsWith("  ✗ ", StringComparison.Ordinal))
                .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
                .ToHashSet(StringComparer.Ordinal);
            return
            [
                .. lines
                    .Where(l => l.StartsWith('✓') || l.StartsWith('✗'))
                    .Select(l => (Passed: l[0] == '✓', Name: l[2..l.IndexOf(':')]))
                    .Select(l => Read(folder, l.Name, !beside.Contains(l.Name), l.Passed)),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Scenario Read(string folder, string name, bool scored, bool passed)
    {
        var checks = Directory
            .GetDirectories(folder, $"server-{name}-20*")
            .SelectMany(d => JsonElement.Parse(File.ReadAllBytes(Path.Combine(d, "checks.json"))).EnumerateArray().Select(c => c.Clone()))
            .ToList();
        return new(
            name,
            scored,
            passed,
            checks.Count(c => c.GetProperty("status").GetString() == "SUCCESS"),
            [
                .. checks
                    .Where(c => c.GetProperty("status").GetString() is "FAILURE" or "WARNING")
                    .Select(c =>
                        $"{c.GetProperty("status")} {c.GetProperty("id")}: {(c.TryGetProperty("errorMessage", out var why) ? why.ToString() : "")}"
                    ),
            ]
        );
    }
}
