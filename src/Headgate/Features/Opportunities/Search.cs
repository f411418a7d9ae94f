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
        [Class(DataClass.Internal)]
        public required string Query { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var best = await Store.Search.Best(
            reader,
            Opportunity.Kind,
            input.Query,
            input.Limit ?? 20,
            "SELECT o.seq, o.name, a.name AS first FROM opportunities o LEFT JOIN accounts a ON a.tenant = o.tenant AND a.id = o.account_id "
                + $"WHERE o.tenant = @tenant AND o.merged_into IS NULL{reader.Visible("o.owner_id")}",
            "o.seq"
        );
        var rows = await reader.All<OpportunityRow>($"{OpportunityRow.Select} AND {reader.Dialect.In("o.seq", "@best")}", ("best", best));
        rows.Sort((a, b) => best.IndexOf(a.Seq).CompareTo(best.IndexOf(b.Seq)));
        return Answer(new Page<OpportunityShown>([.. rows.Select(OpportunityShown.Of)]), rows.Select(r => r.Ref));
    }
}
