using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>The one-pager of an opportunity for a lender.</summary>
[Action(
    "submissions.brief",
    Scope.Read,
    "Brief a submission",
    "Writes the one-pager of an opportunity for a lender: business, request, cash flow, documents, strengths and risks.",
    Toolset = "lenders"
)]
public sealed class Brief : Feature<Brief.Input, Brief.Output>
{
    public sealed record Input
    {
        [Id("opp")]
        public required string OpportunityId { get; init; }

        [Says("Name or id; its criteria are judged"), Bounds(1, 200)]
        public string? Lender { get; init; }

        [Says("Default 6"), Bounds(1, 24)]
        public int? Months { get; init; }
    }

    public sealed record Output
    {
        public required Named Opportunity { get; init; }
        public Named? Lender { get; init; }
        public required string Stage { get; init; }
        public decimal? Amount { get; init; }
        public string? Currency { get; init; }
        public string? CloseDate { get; init; }
        public string? Owner { get; init; }
        public string? Representative { get; init; }
        public BusinessShown? Business { get; init; }
        public required CashFlowShown CashFlow { get; init; }
        public required IReadOnlyList<Filed> Documents { get; init; }
        public required IReadOnlyList<string> DocumentsMissing { get; init; }

        [Class(DataClass.Confidential)]
        public required IReadOnlyList<string> Strengths { get; init; }

        [Class(DataClass.Confidential)]
        public required IReadOnlyList<string> Risks { get; init; }

        /// <summary>The one-pager in Markdown.</summary>
        [Class(DataClass.Confidential)]
        public required string Text { get; init; }
    }

    public sealed record BusinessShown
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public string? Industry { get; init; }
        public string? Place { get; init; }
        public long? Founded { get; init; }
        public string? MonthsInBusiness { get; init; }
        public long? Employees { get; init; }
        public string? Website { get; init; }
        public bool? Untrusted => Provenance.IsName(Name) && Provenance.IsName(Industry) && Provenance.IsName(Place) ? null : true;
    }

    public sealed record Filed(string Id, string Name, string Kind)
    {
        public bool? Untrusted => Provenance.IsName(Name) ? null : true;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var request = await Request.Need(reader, "opportunity_id", input.OpportunityId, input.Months ?? Request.Months);
        var lender = input.Lender is null ? null : await LenderRow.Need(reader, "lender", input.Lender);
        return Answer(await Write(reader, request, lender), lender is null ? request.Refs : request.Refs.Append(lender.Ref));
    }

    /// <summary>The brief of a request; the prompt of the same purpose uses it.</summary>
    internal static async ValueTask<Output> Write(Reader reader, Request request, LenderRow? lender)
    {
        var asked = request.Opportunity;
        var documents = await Files(reader, request);
        var judged = lender is null ? [] : Criterion.All(lender, request);
        var (strengths, risks) = Points.Of(request, judged);
        var brief = new Output
        {
            Opportunity = new(asked.Id, asked.Name),
            Lender = Named.Of(lender?.Id, lender?.Name),
            Stage = asked.Stage,
            Amount = Show.Amount(asked.AmountMinor, asked.Currency),
            Currency = asked.Currency,
            CloseDate = asked.CloseDate,
            Owner = asked.OwnerName,
            Representative = asked.ContactTitle is null ? asked.ContactName : $"{asked.ContactName}, {asked.ContactTitle}",
            Business = Of(request),
            CashFlow = request.CashFlow,
            Documents = documents,
            DocumentsMissing = Missing(lender, documents),
            Strengths = strengths,
            Risks = risks,
            Text = "",
        };
        return brief with { Text = OnePager.Of(brief) };
    }

    private static BusinessShown? Of(Request request) =>
        request.Account is not { } account
            ? null
            : new()
            {
                Id = account.Id,
                Name = account.Name,
                Industry = account.Industry,
                Place = string.Join(", ", new[] { account.City, account.Region, account.Country }.Where(p => p is not null))
                    is { Length: > 0 } place
                    ? place
                    : null,
                Founded = account.Founded,
                MonthsInBusiness = request.MonthsInBusiness is { } months ? $"{months.Least} to {months.Most}" : null,
                Employees = account.Employees,
                Website = account.Website ?? account.Domain,
            };

    // Documents hang on no record yet: those that name the business are its own.
    private static async ValueTask<IReadOnlyList<Filed>> Files(Reader reader, Request request) =>
        request.Account is not { } account
            ? []
            : await reader.All<Filed>(
                "SELECT d.id AS \"Id\", d.name AS \"Name\", d.kind AS \"Kind\" FROM documents d "
                    + "WHERE d.tenant = @tenant AND lower(d.name) LIKE @name ESCAPE '!' ORDER BY d.name, d.id LIMIT 50",
                ("name", Like.Holding(account.Name.ToLowerInvariant()))
            );

    private static IReadOnlyList<string> Missing(LenderRow? lender, IReadOnlyList<Filed> documents) =>
        [
            .. LenderRow
                .ListOf(lender?.Documents)
                .Where(wanted =>
                    !documents.Any(d =>
                        string.Equals(d.Kind, wanted, StringComparison.OrdinalIgnoreCase)
                        || d.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)
                    )
                ),
        ];
}
