using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>What a create gives, on the account that exists: its empty fields are filled, what it has stays.</summary>
internal static class Fill
{
    /// <summary>The existing account with its empty fields filled; nothing when there is none or the caller does not want it.</summary>
    public static async ValueTask<(AccountShown Shown, Plan Plan, RecordRef Ref)?> Of(
        IMayExist input,
        AccountRow given,
        Call call,
        Reader reader
    )
    {
        var key = WebDomain.IsKey(given.Domain) ? given.Domain : null;
        var id = await Duplicate.ToUpdate(input, reader, Account.Kind, (Account.DomainClaim, key), f => FieldOf(given, f));
        // One that the caller may not see is not the caller's to fill: dedupe refuses.
        if (
            id is null
            || await reader.First<AccountRow>($"{AccountRow.Select} AND a.id = @id{reader.Visible("a.owner_id")}", ("id", id))
                is not { } row
        )
            return null;
        var filled = Duplicate.Filled(
            ("domain", row.Domain, given.Domain),
            ("website", row.Website, given.Website),
            ("industry", row.Industry, given.Industry),
            ("phone", row.Phone, given.Phone),
            ("description", row.Description, given.Description),
            ("city", row.City, given.City),
            ("region", row.Region, given.Region),
            ("country", row.Country, given.Country),
            ("source", row.Source, given.Source)
        );
        var plan = new Plan().Update(Account.Kind, row.Id, row.Version, [.. filled, Columns.Moved(row.UpdatedAt, call)]);
        if (row.Domain is null && key is not null)
            plan.Claim(Account.DomainClaim, key, row.Id);
        var shown = AccountShown.Of(row) with
        {
            Domain = row.Domain ?? given.Domain,
            Industry = row.Industry ?? given.Industry,
            Phone = row.Phone ?? given.Phone,
            City = row.City ?? given.City,
            Country = row.Country ?? given.Country,
            UpdatedAt = Show.Time(filled.Length > 0 ? call.Effective.ToUnixTimeMilliseconds() : row.UpdatedAt),
            Version = filled.Length > 0 ? row.Version + 1 : row.Version,
        };
        return (shown, plan, row.Ref);
    }

    private static string? FieldOf(AccountRow row, string field) =>
        field switch
        {
            "name" => row.Name,
            "domain" => row.Domain,
            "phone" => row.Phone,
            "city" => row.City,
            "country" => row.Country,
            _ => null,
        };
}
