using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

/// <summary>A list beside that of contacts, with the same arguments.</summary>
[Action("probe.list", Scope.Read, "Probe list", "Lists in another order.")]
public sealed class OtherList : Feature<OtherList.Input, Page<OtherList.Row>>
{
    public sealed record Input
    {
        public int? Limit { get; init; }
        public string? Cursor { get; init; }
    }

    public sealed record Row
    {
        public string Id { get; init; } = "";
        public long CreatedAt { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var (rows, next) = await new Listing(reader, "SELECT id, created_at FROM contacts WHERE tenant = @tenant", "created_at").Read<Row>(
            input.Limit,
            input.Cursor,
            r => (r.CreatedAt, r.Id)
        );
        return Answer(new Page<Row>(rows, next));
    }
}
