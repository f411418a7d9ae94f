using System.Text.Json;

namespace Headgate.Verify;

/// <summary>What an entry of the log says that can be checked.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its id; nothing in the first form, which had none.</param>
/// <param name="Sealed">What was sealed beside it.</param>
/// <param name="Erased">The keys that it says were destroyed.</param>
internal sealed record Leaf(string Tenant, string? Id, IReadOnlyList<SealedPart> Sealed, IReadOnlyList<string> Erased)
{
    private const int MostBytes = 8192;
    private static readonly IReadOnlyList<string> None = [];

    /// <summary>Reads an entry; nothing when it has not the form of one.</summary>
    public static Leaf? Read(ReadOnlySpan<byte> entry)
    {
        var canonical = new Canonical(entry);
        if (entry.Length > MostBytes || !canonical.Holds())
            return null;
        var members = canonical.Members;
        if (Text(entry, members, "tenant") is not { } tenant || Version(entry, members) is not { } version)
            return null;
        var id = Text(entry, members, "id");
        if (version > 1 && id is null)
            return null;
        var erases = Text(entry, members, "action") is "subjects.erase" or "retention.apply";
        var parts = members.TryGetValue("sealed", out var place) ? Parts(entry[place]) : [];
        IReadOnlyList<string>? erased = erases && members.TryGetValue("erased", out place) ? Keys(entry[place]) : None;
        return parts is null || erased is null ? null : new(tenant, id, parts, erased);
    }

    private static string? Text(ReadOnlySpan<byte> entry, Dictionary<string, Range> members, string name) =>
        members.TryGetValue(name, out var place) && entry[place][0] == '"' ? JsonSerializer.Deserialize<string>(entry[place]) : null;

    private static long? Version(ReadOnlySpan<byte> entry, Dictionary<string, Range> members) =>
        members.TryGetValue("v", out var place) && long.TryParse(entry[place], out var version) && version > 0 ? version : null;

    private static List<SealedPart>? Parts(ReadOnlySpan<byte> json)
    {
        var all = JsonElement.Parse(json);
        // One hash over all that was sealed: then none of it is in the bundle.
        if (
            all.ValueKind == JsonValueKind.Object
            && all.TryGetProperty("count", out var count)
            && count.ValueKind == JsonValueKind.Number
            && all.TryGetProperty("sha256", out var total)
            && IsHash(total)
        )
            return [];
        if (all.ValueKind != JsonValueKind.Array)
            return null;
        List<SealedPart> parts = [];
        foreach (var one in all.EnumerateArray())
        {
            if (
                one.ValueKind != JsonValueKind.Object
                || !one.TryGetProperty("keys", out var keys)
                || Keys(keys) is not { } names
                || !one.TryGetProperty("sha256", out var hash)
                || !IsHash(hash)
            )
                return null;
            parts.Add(new(names, Convert.FromHexString(hash.GetString()!)));
        }
        return parts;
    }

    private static bool IsHash(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower);

    private static List<string>? Keys(ReadOnlySpan<byte> json) => Keys(JsonElement.Parse(json));

    private static List<string>? Keys(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(k => k.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(k => k.GetString()!)]
            : null;
}

/// <summary>Something sealed: under the keys of whom, and the hash of what came out.</summary>
internal sealed record SealedPart(IReadOnlyList<string> Keys, byte[] Sha256);
