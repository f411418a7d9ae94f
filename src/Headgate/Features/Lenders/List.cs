using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>Lenders with their criteria, latest change first.</summary>
[Action("lenders.list", Scope.Read, "List lenders", "Lists lenders with their criteria, latest change first.", Toolset = "lenders")]
public sealed class List : Feature<List.Input, Page<LenderShown>>
{
    public sealed record Input
    {
        [Moment]
        public string? UpdatedSince { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }

        [Says("Only these fields"), Bounds(1, 30)]
        public string[]? Fields { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var (rows, next) = await new Listing(reader, LenderRow.Select, "l.updated_at")
            .Where("l.updated_at >= @since", "since", call.Moment(input.UpdatedSince))
            .Read<LenderRow>(input.Limit, input.Cursor, r => (r.UpdatedAt, r.Id));
        return Answer(Narrow.To(new Page<LenderShown>([.. rows.Select(LenderShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }
}
