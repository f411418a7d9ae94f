using System.Text.Json;

namespace Headgate.Torture;

/// <summary>What all trials found of one server.</summary>
/// <param name="Server">Who answered, as it says itself.</param>
/// <param name="Address">Where.</param>
/// <param name="At">When, ISO 8601 UTC.</param>
/// <param name="Calls">How many calls were made.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Findings">What was found.</param>
public sealed record Scorecard(string Server, string Address, string At, int Calls, double Seconds, IReadOnlyList<Finding> Findings)
{
    private static readonly JsonSerializerOptions Written = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Whether nothing broke.</summary>
    public bool Held => Findings.All(f => f.Verdict != Verdict.Broke);

    /// <summary>Runs every trial, one after the other.</summary>
    public static async Task<Scorecard> Of(
        Target target,
        Uri address,
        TimeProvider time,
        Action<Trial, Finding> told,
        CancellationToken cancel
    )
    {
        var began = time.GetTimestamp();
        var now = time.GetUtcNow();
        // Letters, since a number in a name would tell two people apart.
        var mark = string.Concat(now.ToString("ddHHmmss").Select(d => (char)('a' + (d - '0'))));
        List<Finding> findings = [];
        foreach (var trial in Trial.All)
        {
            var finding = await trial.Run(target, mark, cancel);
            findings.Add(finding);
            told(trial, finding);
        }
        return new(
            target.Server,
            address.ToString(),
            now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            target.Calls,
            Math.Round(time.GetElapsedTime(began).TotalSeconds, 1),
            findings
        );
    }

    /// <summary>The card as JSON.</summary>
    public string Json() => JsonSerializer.Serialize(this, Written);
}
