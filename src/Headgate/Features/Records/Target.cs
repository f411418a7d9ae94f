using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>An account, a contact or an opportunity that an argument names by its typed id, as far as work on any of the three goes.</summary>
public sealed class Target
{
    private const string OfAccounts =
        "SELECT r.id, r.version, r.name, r.owner_id, u.name AS owner_name, r.updated_at, r.id AS account_id FROM accounts r "
        + "LEFT JOIN users u ON u.tenant = r.tenant AND u.id = r.owner_id "
        + "WHERE r.tenant = @tenant AND r.merged_into IS NULL AND r.id = @id";

    private const string OfContacts =
        "SELECT r.id, r.version, r.name, r.owner_id, u.name AS owner_name, r.updated_at, r.account_id, r.id AS contact_id FROM contacts r "
        + "LEFT JOIN users u ON u.tenant = r.tenant AND u.id = r.owner_id "
        + "WHERE r.tenant = @tenant AND r.merged_into IS NULL AND r.id = @id";

    private const string OfOpportunities =
        "SELECT r.id, r.version, r.name, r.owner_id, u.name AS owner_name, r.updated_at, r.account_id, r.contact_id, r.id AS opportunity_id "
        + "FROM opportunities r LEFT JOIN users u ON u.tenant = r.tenant AND u.id = r.owner_id "
        + "WHERE r.tenant = @tenant AND r.merged_into IS NULL AND r.id = @id";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public long UpdatedAt { get; init; }
    public string? AccountId { get; init; }
    public string? ContactId { get; init; }
    public string? OpportunityId { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>Which kind of record it is.</summary>
    public RecordKind Kind => KindOf(Id);

    /// <summary>The record that an argument names, when the caller may see it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<Target> Need(Reader reader, string field, string id) =>
        await reader.First<Target>(SelectOf(id) + reader.Visible("r.owner_id"), ("id", id))
        ?? throw await Redirect.Refuse(reader, field, id);

    /// <summary>The records of a list argument, each once.</summary>
    /// <exception cref="RefusedException">One of them is not there; the refusal names its place in the list.</exception>
    public static async ValueTask<IReadOnlyList<Target>> NeedAll(Reader reader, string field, string[] ids)
    {
        var targets = new List<Target>();
        for (var i = 0; i < ids.Length; i++)
            if (!targets.Exists(t => t.Id == ids[i]))
                targets.Add(await Need(reader, $"{field}[{i}]", ids[i]));
        return targets;
    }

    /// <summary>Moves on when the records that something happened with were last touched.</summary>
    public Plan Touch(Plan plan, DateTimeOffset at)
    {
        if (ContactId is not null)
            plan.Touch(Contact.Kind, ContactId, "last_activity_at", at);
        if (AccountId is not null)
            plan.Touch(Account.Kind, AccountId, "last_activity_at", at);
        if (OpportunityId is not null)
            plan.Touch(Opportunity.Kind, OpportunityId, "last_activity_at", at);
        return plan;
    }

    private static RecordKind KindOf(string id) =>
        Ids.PrefixOf(id) switch
        {
            "acc" => Account.Kind,
            "con" => Contact.Kind,
            _ => Opportunity.Kind,
        };

    private static string SelectOf(string id) =>
        Ids.PrefixOf(id) switch
        {
            "acc" => OfAccounts,
            "con" => OfContacts,
            _ => OfOpportunities,
        };
}
