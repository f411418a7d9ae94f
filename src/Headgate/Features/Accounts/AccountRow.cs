using Headgate.Features.Records;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>An account as the store keeps it, with the names beside its ids.</summary>
public sealed class AccountRow
{
    /// <summary>The columns and tables of every read of accounts; conditions follow.</summary>
    public const string Select =
        "SELECT a.*, u.name AS owner_name, p.name AS parent_name FROM accounts a "
        + "LEFT JOIN users u ON u.tenant = a.tenant AND u.id = a.owner_id "
        + "LEFT JOIN accounts p ON p.tenant = a.tenant AND p.id = a.parent_id "
        + "WHERE a.tenant = @tenant AND a.merged_into IS NULL";

    public long Seq { get; init; }
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? Domain { get; init; }
    public string? Website { get; init; }
    public string? Industry { get; init; }
    public string? Phone { get; init; }
    public string? Description { get; init; }
    public long? Employees { get; init; }
    public long? RevenueMinor { get; init; }
    public string? Currency { get; init; }
    public long? Founded { get; init; }
    public string? Street { get; init; }
    public string? City { get; init; }
    public string? Region { get; init; }
    public string? PostalCode { get; init; }
    public string? Country { get; init; }
    public string? ParentId { get; init; }
    public string? ParentName { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? Status { get; init; }
    public string? Source { get; init; }
    public string? Custom { get; init; }
    public string Home { get; init; } = "";
    public string Provenance { get; init; } = "";
    public long? LastActivityAt { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The account that an argument names, when the caller may see it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<AccountRow> Need(Reader reader, string field, string id) =>
        await Find(reader, id) ?? throw await Redirect.Refuse(reader, field, id);

    /// <summary>The same, or the one that it was merged into.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<AccountRow> Follow(Reader reader, string field, string id) =>
        await Find(reader, id) ?? await Need(reader, field, await Redirect.Of(reader, id) ?? id);

    private static ValueTask<AccountRow?> Find(Reader reader, string id) =>
        reader.First<AccountRow>($"{Select} AND a.id = @id{reader.Visible("a.owner_id")}", ("id", id));
}
