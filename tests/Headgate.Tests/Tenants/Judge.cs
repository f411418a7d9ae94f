using System.Text.RegularExpressions;
using Headgate.Tests.Running;

namespace Headgate.Tests.Tenants;

/// <summary>Compares what is told of another organisation's things with what is told of nobody's.</summary>
internal sealed partial class Judge(Strangers strangers)
{
    // Every call that was made before is in their answers, that of the first probe in the second's: of these only how they end is compared.
    private static readonly string[] TellOfCalls = ["audit.", "runs.", "readiness.", "approvals.list", "policies.backtest", "limits.show"];

    private readonly SortedDictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>How many were compared.</summary>
    public int Probes { get; private set; }

    /// <summary>What is not the same, or shows what it must not.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>How many of the answers were of a kind.</summary>
    public double Share(string code) => _seen.GetValueOrDefault(code) / (double)Math.Max(1, Probes);

    /// <summary>Compares two answers.</summary>
    public void Compare(Aim aim, string through, Stranger stranger, Told found, Told missing)
    {
        Probes++;
        (found, missing) = (found with { Text = Read(found.Text) }, missing with { Text = Read(missing.Text) });
        var code = found.Code ?? "answered";
        _seen[code] = _seen.GetValueOrDefault(code) + 1;
        var (one, other) = (Plain(found.Text, stranger.Value), Plain(missing.Text, stranger.Twin));
        var why =
            code is "action.failed" or "guard.failed" or "door.failed" or "breaker.open" ? "was not judged: " + found.Text
            : Shows(missing.Text) is { } shown ? $"shows {shown} to whoever asks for something else"
            : Ids()
                .Matches(found.Text)
                .FirstOrDefault(i => !stranger.Value.Contains(i.Value, StringComparison.Ordinal) && strangers.Ids.Contains(i.Value))
                is { } id
                ? $"shows {id.Value}"
            : (found.Status, found.Code) != (missing.Status, missing.Code)
                ? $"{found.Status} {found.Code}, and {missing.Status} {missing.Code} for nobody's"
            : one != other && !TellOfCalls.Any(t => aim.Action.Id.StartsWith(t, StringComparison.Ordinal)) ? "differs " + First(one, other)
            : null;
        if (why is not null)
            Wrong.Add($"{aim.Action.Id} {aim.Path} = {stranger.Value} ({stranger.Twin}) through {through}: {why}");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _seen.OrderByDescending(s => s.Value).Select(s => $"{s.Key} {s.Value}"));

    /// <summary>Something of the other organisation in an answer to whoever did not name it.</summary>
    public string? Shows(string text) =>
        text.Contains(Books.TheirWord, StringComparison.OrdinalIgnoreCase)
            ? Books.TheirWord
            : Ids().Matches(Read(text)).FirstOrDefault(i => strangers.Ids.Contains(i.Value))?.Value;

    // As JSON is read: a quotation mark that is written as a number has no letter before the id that it holds.
    private static string Read(string text) =>
        text.Replace("\\u0027", "'", StringComparison.Ordinal).Replace("\\u2026", "…", StringComparison.Ordinal);

    // What was given, and what no two calls have in common.
    private static string Plain(string text, string given)
    {
        text = text.Replace(given, "‹given›", StringComparison.OrdinalIgnoreCase);
        text = Words().Replace(text, "‹word›");
        text = Ids().Replace(text, "‹id›");
        text = Cut().Replace(text, "‹id›");
        text = Long().Replace(text, "‹long›");
        // What is near to a word that nobody knows is chance, and of our own words.
        text = Near().Replace(text, "Use one of:");
        if (text.Contains("schema.unknown_field", StringComparison.Ordinal))
            text = Fields().Replace(text, "‹fields›");
        text = Moments().Replace(text, "‹at›");
        return Numbered().Replace(text, "\"id\":‹n›");
    }

    private static string First(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        string Around(string text) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 60)];
        return $"…{Around(one)}… and …{Around(other)}…";
    }

    [GeneratedRegex("canaryqx|kanaryvz", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}\b", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    // A value of two ids is shown as far as a line is long.
    [GeneratedRegex(@"\b[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{1,26}…", RegexOptions.None, 1000)]
    private static partial Regex Cut();

    [GeneratedRegex(@"Did you mean [^?]+\? Configured:", RegexOptions.None, 1000)]
    private static partial Regex Near();

    [GeneratedRegex(@"Candidates: [a-z_; ]+\.|""candidates"":\[[^\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Fields();

    [GeneratedRegex(@"[A-Za-z0-9_-]{40,}", RegexOptions.None, 1000)]
    private static partial Regex Long();

    // As calls write them, as plans do, and as prompts tell them.
    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z|\d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)|\b1[789]\d{11}\b", RegexOptions.None, 1000)]
    private static partial Regex Moments();

    // The number of a message in JSON-RPC.
    [GeneratedRegex(@"""id"":\d+", RegexOptions.None, 1000)]
    private static partial Regex Numbered();
}
