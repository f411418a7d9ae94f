using System.Text.Json;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>Fields of an account. Its owner changes only through its own action.</summary>
[Action(
    "accounts.update",
    Scope.Write,
    "Update an account",
    "Updates fields of an account; null clears one. The owner changes with records_assign.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    public sealed record Input
    {
        [Id("acc")]
        public required string Id { get; init; }

        [Bounds(1, 200)]
        public string? Name { get; init; }

        [Bounds(3, 254)]
        public string? Domain { get; init; }
        public string? Website { get; init; }

        [Bounds(1, 100)]
        public string? Industry { get; init; }

        [Bounds(3, 40), TakesHandle("phone")]
        public string? Phone { get; init; }

        [Bounds(0, 5000), Class(DataClass.Confidential, Prose = true)]
        public string? Description { get; init; }
        public long? Employees { get; init; }

        [Says("A year")]
        public decimal? Revenue { get; init; }

        [Bounds(3, 3)]
        public string? Currency { get; init; }
        public string? City { get; init; }
        public string? Region { get; init; }
        public string? Country { get; init; }

        [Id("acc")]
        public string? ParentId { get; init; }

        [Says("Custom fields by key")]
        public Dictionary<string, JsonElement>? Custom { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required AccountShown Account { get; init; }
        public required IReadOnlyList<string> Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await AccountRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        Expect.Given(call, "name", input.Name);
        var domain = input.Domain is null ? null : WebDomain.Need("domain", input.Domain);
        var parent = input.ParentId is null ? null : await Parent(reader, row.Id, input.ParentId);
        var currency = await Create.CurrencyOf(reader, input.Revenue, input.Currency, row.Currency);
        var revenue = currency is null ? null : Money.Minor("revenue", input.Revenue, currency);
        var edit = new Edit(call)
            .Set("name", row.Name, input.Name?.Trim())
            .Set("domain", row.Domain, domain)
            .Set("website", row.Website, input.Website?.Trim())
            .Set("industry", row.Industry, input.Industry?.Trim())
            .Set("phone", row.Phone, input.Phone)
            .Set("description", row.Description, input.Description)
            .Set("employees", row.Employees, input.Employees)
            .Set("revenue", "revenue_minor", row.RevenueMinor, revenue)
            .Set("revenue", "currency", row.Currency, currency)
            .Set("city", row.City, input.City)
            .Set("region", row.Region, input.Region)
            .Set("country", row.Country, input.Country)
            .Set("parent_id", row.ParentId, parent?.Id)
            .Set("custom", row.Custom, await CustomValues.Merge(reader, Account.Kind, row.Custom, input.Custom));
        var plan = edit.PlanFor(Account.Kind, row.Id, row.Version, row.UpdatedAt);
        if (edit.Changes("domain") && WebDomain.IsKey(row.Domain))
            plan.GiveUp(Account.DomainClaim, row.Domain!, row.Id);
        if (edit.Changes("domain") && WebDomain.IsKey(domain))
            plan.Claim(Account.DomainClaim, domain!, row.Id);
        var shown = AccountShown.Of(row) with
        {
            Name = edit.Now("name", row.Name)!,
            Domain = edit.Now("domain", row.Domain),
            Industry = edit.Now("industry", row.Industry),
            Phone = edit.Now("phone", row.Phone),
            Employees = edit.Changes("employees") ? input.Employees : row.Employees,
            City = edit.Now("city", row.City),
            Country = edit.Now("country", row.Country),
            UpdatedAt = Show.Time(edit.Names.Count > 0 ? call.Effective.ToUnixTimeMilliseconds() : row.UpdatedAt),
            Version = edit.VersionAfter(row.Version),
        };
        return Answer(new Output { Account = shown, Changed = edit.Names }, plan, row.Ref);
    }

    // No account is above itself, over however many steps.
    private static async ValueTask<AccountRow> Parent(Reader reader, string id, string parentId)
    {
        var parent = await AccountRow.Need(reader, "parent_id", parentId);
        var above = parent.Id;
        for (var steps = 0; above is not null && steps < 50; steps++)
        {
            if (above == id)
                throw new RefusedException(Refusal.Input("parent_id", "an account that is not below this one", parentId));
            above = await reader.Word("SELECT parent_id FROM accounts WHERE tenant = @tenant AND id = @id", ("id", above));
        }
        return parent;
    }
}
