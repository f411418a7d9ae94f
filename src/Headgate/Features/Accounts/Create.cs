using System.Text.Json;
using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>A new account. Its domain is claimed in the commit, so that it exists once; without a domain of its own, its name must be new.</summary>
[Action(
    "accounts.create",
    Scope.Write,
    "Create an account",
    "Creates an account, or names the one that already has the domain or name.",
    Effect = Effect.Write,
    Creates = true
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input : IMayExist
    {
        [Bounds(1, 200)]
        public required string Name { get; init; }

        [Says("Default: of website"), Bounds(3, 254)]
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

        [Says("ISO 4217; default the organisation's"), Bounds(3, 3)]
        public string? Currency { get; init; }
        public string? City { get; init; }
        public string? Region { get; init; }
        public string? Country { get; init; }

        [Id("acc")]
        public string? ParentId { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }
        public string? Status { get; init; }
        public string? Source { get; init; }

        [Says("Custom fields by key")]
        public Dictionary<string, JsonElement>? Custom { get; init; }

        [Says("If it exists: refuse, fill its empty fields, or make another"), OneOf("refuse", "update", "allow")]
        public string? OnDuplicate { get; init; }
    }

    public sealed record Output : INamesSimilar
    {
        public required AccountShown Account { get; init; }

        [Says("Existing ones that may be the same")]
        public IReadOnlyList<SimilarRecord>? Similar { get; set; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var domain = input.Domain is null ? WebDomain.OfWebsite(input.Website) : WebDomain.Need("domain", input.Domain);
        if (!WebDomain.IsKey(domain) && (input.OnDuplicate ?? "refuse") == "refuse")
            await Unheld(reader, input.Name.Trim());
        var owner = await Owner.Resolve(reader, "owner", input.Owner ?? "me");
        var parent = input.ParentId is null ? null : await AccountRow.Need(reader, "parent_id", input.ParentId);
        var currency = await CurrencyOf(reader, input.Revenue, input.Currency, null);
        var row = new AccountRow
        {
            Id = call.NewId("acc"),
            Version = 1,
            Name = input.Name.Trim(),
            Domain = domain,
            Website = input.Website?.Trim(),
            Industry = input.Industry?.Trim(),
            Phone = input.Phone,
            Description = input.Description,
            Employees = input.Employees,
            RevenueMinor = currency is null ? null : Money.Minor("revenue", input.Revenue, currency),
            Currency = currency,
            City = input.City,
            Region = input.Region,
            Country = input.Country,
            ParentId = parent?.Id,
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            Status = input.Status is null ? null : await Choice.Need(reader, "status", "account.status", input.Status),
            Source = input.Source,
            Custom = await CustomValues.Merge(reader, Account.Kind, null, input.Custom),
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        return await Fill.Of(input, row, call, reader) is var (shown, plan, known)
            ? Answer(new Output { Account = shown }, plan, known)
            : Answer(new Output { Account = AccountShown.Of(row) }, PlanOf(new Plan(), row, call));
    }

    /// <summary>Puts a new account into a plan; the conversion of a lead makes its account the same way.</summary>
    internal static Plan PlanOf(Plan plan, AccountRow row, Call call)
    {
        plan.Insert(
            Account.Kind,
            row.Id,
            [
                ("name", row.Name),
                ("domain", row.Domain),
                ("website", row.Website),
                ("industry", row.Industry),
                ("phone", row.Phone),
                ("description", row.Description),
                ("employees", row.Employees),
                ("revenue_minor", row.RevenueMinor),
                ("currency", row.Currency),
                ("city", row.City),
                ("region", row.Region),
                ("country", row.Country),
                ("parent_id", row.ParentId),
                ("owner_id", row.OwnerId),
                ("status", row.Status),
                ("source", row.Source),
                ("custom", row.Custom),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
        return WebDomain.IsKey(row.Domain) ? plan.Claim(Account.DomainClaim, row.Domain!, row.Id) : plan;
    }

    /// <summary>The currency that a revenue is in; nothing without a revenue.</summary>
    internal static async ValueTask<string?> CurrencyOf(Reader reader, decimal? revenue, string? given, string? stored)
    {
        if (given is not null && (revenue is null || !Money.IsCode(given)))
            throw new RefusedException(
                Refusal.Input("currency", "a code such as EUR, beside revenue", revenue is null ? "no revenue" : Text.Shown(given))
            );
        return revenue is null ? null : given ?? stored ?? (await OrganisationRow.Own(reader)).Currency;
    }

    // Companies of one name but different domains are different; where no domain tells, the name has to.
    private static async ValueTask Unheld(Reader reader, string name)
    {
        var holder = await reader.Word(
            "SELECT id FROM accounts WHERE tenant = @tenant AND name = @name AND merged_into IS NULL ORDER BY id LIMIT 1",
            ("name", name)
        );
        if (holder is not null)
            throw new RefusedException(
                new("dedupe.exists", $"{holder} already has this name.", "Use the record that exists, or give the new account's domain.")
                {
                    Record = holder,
                    Field = "name",
                }
            );
    }
}
