using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>Opportunities by words.</summary>
[Action(
    "opportunities.search",
    Scope.Read,
    "Search opportunities",
    "Searches opportunities by words of name and description; best match first."
)]
public sealed class Search : Feature<Search.Input, Page<OpportunityShown>>
{
    public sealed record Input
    {
        [Bounds(1, 200)]
        public required string Query { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var found = await Store.Search.Find(reader, Opportunity.Kind, input.Query);
        var rows = await reader.All<OpportunityRow>(
            $"{OpportunityRow.Select} AND {reader.Dialect.In("o.seq", "@found")}{reader.Visible("o.owner_id")}",
            ("found", found)
        );
        var best = rows.OrderByDescending(r => Store.Search.Rank(input.Query, r.Name, r.AccountName))
            .ThenByDescending(r => r.Seq)
            .Take(input.Limit ?? 20)
            .ToList();
        return Answer(new Page<OpportunityShown>([.. best.Select(OpportunityShown.Of)]), best.Select(r => r.Ref));
    }
}
