using System.Text.Json;

namespace Headgate.Verify;

/// <summary>What an entry of the log says that can be checked.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its id; nothing in the first form, which had none.</param>
/// <param name="At">When its call came.</param>
/// <param name="Sealed">What was sealed beside it, if anything.</param>
/// <param name="PayloadsBefore">Until when it says that payloads are no longer kept, if it applied retention.</param>
internal sealed record Leaf(string Tenant, string? Id, string At, SealedParts? Sealed, string? PayloadsBefore)
{
    private const int MostBytes = 8192;
    private const int MostParts = 10_000;

    /// <summary>Reads an entry; nothing when it has not the form of one.</summary>
    public static Leaf? Read(ReadOnlySpan<byte> entry)
    {
        var canonical = new Canonical(entry);
        if (entry.Length > MostBytes || !canonical.Holds())
            return null;
        var members = canonical.Members;
        if (
            Text(entry, members, "tenant") is not { } tenant
            || Text(entry, members, "at") is not { } at
            || Version(entry, members) is not { } version
        )
            return null;
        var id = Text(entry, members, "id");
        if (version > 1 && id is null)
            return null;
        var applied = Text(entry, members, "action") == "retention.apply" && Text(entry, members, "ended") == "done";
        var before = applied ? Text(entry, members, "payloads_before") : null;
        if (!members.TryGetValue("sealed", out var place))
            return new(tenant, id, at, null, before);
        return Parts(entry[place]) is { } parts ? new(tenant, id, at, parts, before) : null;
    }

    private static string? Text(ReadOnlySpan<byte> entry, Dictionary<string, Range> members, string name) =>
        members.TryGetValue(name, out var place) && entry[place][0] == '"' ? JsonSerializer.Deserialize<string>(entry[place]) : null;

    private static long? Version(ReadOnlySpan<byte> entry, Dictionary<string, Range> members) =>
        members.TryGetValue("v", out var place) && long.TryParse(entry[place], out var version) && version > 0 ? version : null;

    private static SealedParts? Parts(ReadOnlySpan<byte> json)
    {
        var all = JsonElement.Parse(json);
        return
            all.ValueKind == JsonValueKind.Object
            && all.TryGetProperty("count", out var count)
            && count.ValueKind == JsonValueKind.Number
            && count.TryGetInt32(out var many)
            && many is > 0 and <= MostParts
            && all.TryGetProperty("sha256", out var hash)
            && hash.ValueKind == JsonValueKind.String
            && hash.GetString() is { Length: 64 } hex
            && hex.All(char.IsAsciiHexDigitLower)
            ? new(many, Convert.FromHexString(hex))
            : null;
    }
}

/// <summary>What was sealed beside an entry.</summary>
/// <param name="Count">How many ciphertexts.</param>
/// <param name="Sha256">SHA-256 over the SHA-256 of each, one after another.</param>
internal sealed record SealedParts(int Count, byte[] Sha256);
