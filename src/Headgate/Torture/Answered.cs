using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Protocol;

namespace Headgate.Torture;

/// <summary>One answer of the server under trial, read without knowing whose it is.</summary>
/// <param name="Fate">What became of the call.</param>
/// <param name="Text">What it said.</param>
/// <param name="Json">The same as data, where it is any.</param>
public sealed partial record Answered(Fate Fate, string Text, JsonElement? Json)
{
    /// <summary>Reads a result. Whoever holds a call says so in words; a refusal is marked as an error.</summary>
    public static Answered Of(CallToolResult result)
    {
        var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(b => b.Text));
        var json = result.StructuredContent ?? Parsed(text);
        var fate =
            result.IsError == true ? Fate.Refused
            : json is { } told && IsHeld(told) || json is null && Waits().IsMatch(text) ? Fate.Held
            : Fate.Accepted;
        return new(fate, text, json);
    }

    /// <summary>No answer.</summary>
    public static Answered Nothing(string why) => new(Fate.Failed, why, null);

    /// <summary>The first id in it: of the record that was made or found.</summary>
    public string? Id => Ids().FirstOrDefault();

    /// <summary>The approval that a held call waits for.</summary>
    public string? Approval => Json is { } json ? Values(json, "approval", "approval_id").FirstOrDefault() ?? Id : null;

    /// <summary>The ids of the records in it, each once.</summary>
    public IEnumerable<string> Ids() => Json is { } json ? Values(json, "id", "record_id", "contact_id").Distinct() : [];

    /// <summary>How many records a page holds: the length of its longest list.</summary>
    public int Rows => Json is { } json ? Longest(json) : 0;

    /// <summary>The ids of the records in it that hold a text.</summary>
    public IEnumerable<string> IdsOf(string text) => Json is { } json ? Holders(json, text).Distinct() : [];

    private static int Longest(JsonElement at) =>
        at.ValueKind switch
        {
            JsonValueKind.Array => Math.Max(at.GetArrayLength(), at.EnumerateArray().Select(Longest).DefaultIfEmpty().Max()),
            JsonValueKind.Object => at.EnumerateObject().Select(p => Longest(p.Value)).DefaultIfEmpty().Max(),
            _ => 0,
        };

    private static IEnumerable<string> Holders(JsonElement at, string text)
    {
        if (at.ValueKind == JsonValueKind.Array)
            return at.EnumerateArray().SelectMany(i => Holders(i, text));
        if (at.ValueKind != JsonValueKind.Object)
            return [];
        var own = at.EnumerateObject().FirstOrDefault(p => p.Name is "id" or "record_id" or "contact_id");
        // The innermost record that holds it.
        var inner = at.EnumerateObject().SelectMany(p => Holders(p.Value, text)).ToList();
        return inner.Count > 0 ? inner
            : own.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            && at.GetRawText().Contains(text, StringComparison.OrdinalIgnoreCase)
                ? [own.Value.ToString()]
            : [];
    }

    private static IEnumerable<string> Values(JsonElement at, params string[] names) =>
        at.ValueKind switch
        {
            JsonValueKind.Array => at.EnumerateArray().SelectMany(i => Values(i, names)),
            JsonValueKind.Object => at.EnumerateObject()
                .SelectMany(p =>
                    names.Contains(p.Name) && p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                        ? [p.Value.ToString()]
                        : Values(p.Value, names)
                ),
            _ => [],
        };

    private static bool IsHeld(JsonElement told) =>
        told.ValueKind == JsonValueKind.Object
        && (
            told.TryGetProperty("held", out var held) && held.ValueKind == JsonValueKind.True
            || told.TryGetProperty("status", out var status)
                && status.ValueKind == JsonValueKind.String
                && Waits().IsMatch(status.GetString()!)
        );

    private static JsonElement? Parsed(string text)
    {
        try
        {
            return text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"\b(pending|awaits?|waits?|waiting|needs?|requires?)\b.{0,20}\bapproval\b|\bapproval_required\b|^(held|pending_approval)$",
        RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Waits();
}
