using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Documents;

/// <summary>A document as the store keeps it, without its bytes.</summary>
public sealed class DocumentRow
{
    /// <summary>The columns of every read of documents but the bytes and the text; conditions follow.</summary>
    public const string Select =
        "SELECT d.id, d.version, d.name, d.kind, d.media_type, d.size, d.sha256, d.provenance, d.updated_at FROM documents d WHERE d.tenant = @tenant";

    /// <summary>The same with the text.</summary>
    public const string SelectText =
        "SELECT d.id, d.version, d.name, d.kind, d.media_type, d.size, d.sha256, d.text, d.provenance, d.updated_at "
        + "FROM documents d WHERE d.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string MediaType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public string? Text { get; init; }
    public string Provenance { get; init; } = "";
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The documents that an argument names, in its order, each once.</summary>
    /// <exception cref="RefusedException">One of them does not exist.</exception>
    public static async ValueTask<IReadOnlyList<DocumentRow>> Need(Reader reader, string field, string[]? ids)
    {
        if (ids is null or [])
            return [];
        var rows = await reader.All<DocumentRow>($"{Select} AND {reader.Dialect.In("d.id", "@ids")}", ("ids", ids));
        var known = rows.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return
        [
            .. ids.Distinct(StringComparer.Ordinal)
                .Select(id => known.TryGetValue(id, out var row) ? row : throw new RefusedException(Refusal.NotFound(field, id))),
        ];
    }
}
