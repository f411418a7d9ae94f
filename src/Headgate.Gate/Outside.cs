using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// Text from outside in an answer, found in the rendered bytes: whatever way an answer took, what it marks <c>untrusted</c> taints the run that gets it.
/// </summary>
public static class Outside
{
    /// <summary>The mark that answers carry.</summary>
    public const string Mark = "untrusted";

    private const int Most = 50;

    private static ReadOnlySpan<byte> Marked => "\"untrusted\":true"u8;

    /// <summary>Whether an answer shows text from outside. A quote inside a text is escaped, so that no text can spell the mark.</summary>
    public static bool IsIn(ReadOnlySpan<byte> answer) => answer.IndexOf(Marked) >= 0;

    /// <summary>The records whose text it is, at most fifty; an empty word for one that has no id. Nothing when all is our own.</summary>
    public static IReadOnlyList<string> In(ReadOnlyMemory<byte> answer)
    {
        if (!IsIn(answer.Span))
            return [];
        HashSet<string> found = new(StringComparer.Ordinal);
        Walk(JsonElement.Parse(answer.Span), "", found);
        return [.. found.Take(Most)];
    }

    private static void Walk(JsonElement at, string around, HashSet<string> found)
    {
        if (at.ValueKind == JsonValueKind.Array)
            foreach (var item in at.EnumerateArray())
                Walk(item, around, found);
        if (at.ValueKind != JsonValueKind.Object)
            return;
        var id = at.TryGetProperty("id", out var own) && own.ValueKind == JsonValueKind.String ? own.GetString()! : around;
        foreach (var property in at.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.True && property.Name == Mark)
                found.Add(id);
            else
                Walk(property.Value, id, found);
    }
}
