using Headgate.Store;

namespace Headgate.Features.Subjects;

/// <summary>A legal hold that stands.</summary>
public sealed class LegalHoldRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string ContactId { get; init; } = "";
    public string Reason { get; init; } = "";
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The hold on any of these records.</summary>
    public static ValueTask<LegalHoldRow?> On(Reader reader, IReadOnlyList<string> contacts) =>
        reader.First<LegalHoldRow>(
            "SELECT h.id, h.version, h.contact_id, h.reason, h.created_at, h.updated_at FROM legal_holds h "
                + $"WHERE h.tenant = @tenant AND h.lifted_at IS NULL AND {reader.Dialect.In("h.contact_id", "@contacts")} ORDER BY h.id",
            ("contacts", contacts)
        );
}
