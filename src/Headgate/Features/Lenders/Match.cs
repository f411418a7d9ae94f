using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>Which lenders fit an opportunity, and why.</summary>
[Action(
    "lenders.match",
    Scope.Read,
    "Match lenders",
    "Ranks all lenders for an opportunity, best first, with what speaks for and against each criterion.",
    Toolset = "lenders"
)]
public sealed class Match : Feature<Match.Input, Match.Output>
{
    public sealed record Input
    {
        [Id("opp")]
        public required string OpportunityId { get; init; }

        [Says("Statement months judged; default 6"), Bounds(1, 24)]
        public int? Months { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    public sealed record Output
    {
        public required Named Opportunity { get; init; }
        public Named? Account { get; init; }
        public required int MonthsOfStatements { get; init; }
        public string? LatestStatement { get; init; }
        public required int Fitting { get; init; }
        public required IReadOnlyList<Fit> Lenders { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var request = await Request.Need(reader, "opportunity_id", input.OpportunityId, input.Months ?? Request.Months);
        var ranked = await Fit.Rank(reader, request);
        return Answer(
            new Output
            {
                Opportunity = new(request.Opportunity.Id, request.Opportunity.Name),
                Account = Named.Of(request.Account?.Id, request.Account?.Name),
                MonthsOfStatements = request.CashFlow.Months,
                LatestStatement = request.CashFlow.To,
                Fitting = ranked.Count(f => f.Verdict == "fits"),
                Lenders = [.. ranked.Take(input.Limit ?? 20)],
            },
            request.Refs
        );
    }
}
