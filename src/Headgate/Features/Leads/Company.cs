using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Leads;

/// <summary>The account that a lead becomes part of: named by the call, its own, one with the domain or name of its company, or a new one.</summary>
/// <param name="Account">The account.</param>
/// <param name="IsNew">Whether the conversion makes it.</param>
internal sealed record Company(AccountRow Account, bool IsNew)
{
    /// <summary>Finds or drafts it.</summary>
    /// <exception cref="RefusedException">Nothing tells what the company is called.</exception>
    public static async ValueTask<Company> Of(Reader reader, Call call, ContactRow lead, string? accountId, string? name)
    {
        if (accountId is not null)
            return new(await AccountRow.Need(reader, "account_id", accountId), IsNew: false);
        if (name is null && lead.AccountId is not null)
            return new(await AccountRow.Need(reader, "account_id", lead.AccountId), IsNew: false);
        var called = name?.Trim() ?? lead.Company;
        var domain = WebDomain.OfEmail(lead.Email);
        if (await There(reader, called, domain) is { } there)
            return new(there, IsNew: false);
        if ((called ?? domain) is not { } title)
            throw new RefusedException(Refusal.Input("account_name", "the company's name, or account_id", "nothing"));
        return new(New(call, lead, title, domain), IsNew: true);
    }

    // A name alone is only enough when it means one account.
    private static async ValueTask<AccountRow?> There(Reader reader, string? name, string? domain)
    {
        var rows = await reader.All<AccountRow>(
            $"{AccountRow.Select} AND a.id IN (SELECT record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @domain){reader.Visible("a.owner_id")}",
            ("kind", Accounts.Account.DomainClaim),
            ("domain", domain ?? "")
        );
        if (rows.Count == 0 && name is not null)
            rows = await reader.All<AccountRow>(
                $"{AccountRow.Select} AND a.name = @name{reader.Visible("a.owner_id")} ORDER BY a.id LIMIT 2",
                ("name", name)
            );
        return rows.Count == 1 ? rows[0] : null;
    }

    private static AccountRow New(Call call, ContactRow lead, string name, string? domain) =>
        new()
        {
            Id = call.NewId("acc"),
            Version = 1,
            Name = name,
            Domain = domain,
            City = lead.City,
            Region = lead.Region,
            Country = lead.Country,
            OwnerId = lead.OwnerId,
            OwnerName = lead.OwnerName,
            Source = lead.Source,
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
}
