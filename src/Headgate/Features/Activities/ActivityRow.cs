using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Activities;

/// <summary>An activity as the store keeps it, with the names beside its ids.</summary>
public sealed class ActivityRow
{
    /// <summary>The columns and tables of every read of activities; conditions follow.</summary>
    public const string Select =
        "SELECT t.*, u.name AS user_name, a.name AS account_name, c.name AS contact_name, o.name AS opportunity_name FROM activities t "
        + "LEFT JOIN users u ON u.tenant = t.tenant AND u.id = t.user_id "
        + "LEFT JOIN accounts a ON a.tenant = t.tenant AND a.id = t.account_id "
        + "LEFT JOIN contacts c ON c.tenant = t.tenant AND c.id = t.contact_id "
        + "LEFT JOIN opportunities o ON o.tenant = t.tenant AND o.id = t.opportunity_id "
        + "WHERE t.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? Body { get; init; }
    public string? Direction { get; init; }
    public string? Outcome { get; init; }
    public long At { get; init; }
    public long? DurationS { get; init; }
    public string? UserId { get; init; }
    public string? UserName { get; init; }
    public string? AccountId { get; init; }
    public string? AccountName { get; init; }
    public string? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string? OpportunityId { get; init; }
    public string? OpportunityName { get; init; }
    public string Provenance { get; init; } = "";

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The latest 20 of an account that the caller may see.</summary>
    public static ValueTask<List<ActivityRow>> OfAccount(Reader reader, string account) =>
        reader.All<ActivityRow>($"{Select} AND t.account_id = @id ORDER BY t.at DESC, t.id DESC LIMIT 20", ("id", account));

    /// <summary>The latest 20 of a contact that the caller may see.</summary>
    public static ValueTask<List<ActivityRow>> OfContact(Reader reader, string contact) =>
        reader.All<ActivityRow>($"{Select} AND t.contact_id = @id ORDER BY t.at DESC, t.id DESC LIMIT 20", ("id", contact));
}
