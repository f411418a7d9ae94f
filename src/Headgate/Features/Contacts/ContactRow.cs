using Headgate.Features.Records;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>A contact as the store keeps it, with the names beside its ids.</summary>
public sealed class ContactRow
{
    /// <summary>The columns and tables of every read of contacts; conditions follow.</summary>
    public const string Select =
        "SELECT c.*, a.name AS account_name, u.name AS owner_name FROM contacts c "
        + "LEFT JOIN accounts a ON a.tenant = c.tenant AND a.id = c.account_id "
        + "LEFT JOIN users u ON u.tenant = c.tenant AND u.id = c.owner_id "
        + "WHERE c.tenant = @tenant AND c.merged_into IS NULL";

    public long Seq { get; init; }
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Title { get; init; }
    public string? Company { get; init; }
    public string? AccountId { get; init; }
    public string? AccountName { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string Lifecycle { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Source { get; init; }
    public string? City { get; init; }
    public string? Region { get; init; }
    public string? Country { get; init; }
    public string? TimeZone { get; init; }
    public string? Linkedin { get; init; }
    public string? Description { get; init; }
    public string? BirthDate { get; init; }
    public string? Custom { get; init; }
    public long? Score { get; init; }
    public long? ConvertedAt { get; init; }
    public string Home { get; init; } = "";
    public string Provenance { get; init; } = "";
    public long? LastActivityAt { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The contact that an argument names, when the caller may see it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<ContactRow> Need(Reader reader, string field, string id) =>
        await Find(reader, id) ?? throw await Redirect.Refuse(reader, field, id);

    /// <summary>The same, or the one that it was merged into.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<ContactRow> Follow(Reader reader, string field, string id) =>
        await Find(reader, id) ?? await Need(reader, field, await Redirect.Of(reader, id) ?? id);

    private static ValueTask<ContactRow?> Find(Reader reader, string id) =>
        reader.First<ContactRow>($"{Select} AND c.id = @id{reader.Visible("c.owner_id")}", ("id", id));
}
