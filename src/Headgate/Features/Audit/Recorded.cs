using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Grounds;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>What an event says of the guards: their words and the facts that they knew.</summary>
internal static class Recorded
{
    /// <summary>The words, in order.</summary>
    public static IReadOnlyList<Note> NotesOf(EventRow row) =>
        row.Json.ValueKind == JsonValueKind.Object && row.Json.TryGetProperty("guards", out var guards)
            ? [.. guards.EnumerateArray().Select(g => Of(g.GetString()!))]
            : [];

    /// <summary>The facts as they were written: in the leaf, or sealed beside it where they have no room there.</summary>
    public static byte[]? FactsOf(EventRow row, KeptCall? kept)
    {
        if (row.Json.ValueKind != JsonValueKind.Object)
            return null;
        if (row.Json.TryGetProperty("facts", out var facts))
            return Encoding.UTF8.GetBytes(facts.GetRawText());
        return
            kept?.Plain is { } plain
            && JsonElement.Parse(plain) is var seen
            && seen.TryGetProperty("kept", out var beside)
            && beside.TryGetProperty("guards", out var guards)
            ? Encoding.UTF8.GetBytes(guards.GetRawText())
            : null;
    }

    /// <summary>Reads facts; nothing when they are none.</summary>
    public static Basis? Read(byte[] facts)
    {
        try
        {
            return Basis.Read(facts);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Note Of(string line)
    {
        var cut = line.IndexOf(": ", StringComparison.Ordinal);
        return cut < 0 ? new(line, "") : new(line[..cut], line[(cut + 2)..]);
    }
}
