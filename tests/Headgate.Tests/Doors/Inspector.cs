using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Tests.Running;

namespace Headgate.Tests.Doors;

/// <summary>What must hold of every answer, whatever was asked.</summary>
internal sealed partial class Inspector(Books books)
{
    private static readonly HashSet<string> Failures = ["action.failed", "guard.failed", "door.failed", "store.unavailable"];

    /// <summary>How often each outcome was seen.</summary>
    public Dictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with an answer; nothing when all is well.</summary>
    /// <param name="told">What came.</param>
    /// <param name="action">The action that was meant, when its answer is to be checked.</param>
    /// <param name="mcp">Whether it came as JSON-RPC.</param>
    public string? Wrong(Told told, ActionSpec? action, bool mcp)
    {
        var outcome =
            told.Code is null ? "answered"
            : told.Code.Length > 0 ? told.Code
            : $"status {told.Status}";
        Seen[outcome] = Seen.GetValueOrDefault(outcome) + 1;
        if (told.Status >= 500 || told.Code is not null && Failures.Contains(told.Code) || told.Code == "-32603")
            return "failed inside";
        if (Trace().IsMatch(told.Text))
            return "shows the inside";
        if (told.Text.Contains(Books.TheirWord, StringComparison.OrdinalIgnoreCase))
            return "shows the other organisation's text";
        if (told.Text.Contains(Books.Secret, StringComparison.Ordinal))
            return "shows a regulated value";
        // What was asked for may be said back, and be found where it was written; what was never asked for may not.
        if (Malformed.NeverSent(books.Theirs).FirstOrDefault(id => told.Text.Contains(id, StringComparison.Ordinal)) is { } foreign)
            return $"shows the other organisation's {foreign}";
        if (told.Code is null)
            return Answered(told, action);
        return mcp ? null : Refused(told);
    }

    private static string? Answered(Told told, ActionSpec? action)
    {
        if (told.Answer is not { } answer)
            return told.Status == 202 ? null : "neither an answer nor an error";
        var shown =
            answer.TryGetProperty("dry_run", out _) || answer.TryGetProperty("replayed", out _) || answer.TryGetProperty("held", out _);
        return !shown && action?.Gives.Check(answer, "") is { } wrong ? $"does not fit its schema: {wrong.Why}" : null;
    }

    private static string? Refused(Told told)
    {
        try
        {
            var said = JsonDocument.Parse(told.Text).RootElement;
            foreach (var part in (string[])["code", "why", "do"])
                if (!said.TryGetProperty(part, out var text) || text.GetString() is not { Length: > 0 })
                    return $"refuses without {part}";
            return told.Status is >= 400 and < 500 ? null : $"refuses with {told.Status}";
        }
        catch (JsonException)
        {
            return "refuses without JSON";
        }
    }

    [GeneratedRegex(@"\bat (Headgate|System|Microsoft|Dapper)\.|Exception\b|\bSELECT \w|StackTrace", RegexOptions.None, 1000)]
    private static partial Regex Trace();
}
