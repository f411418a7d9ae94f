using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>Audit events by record, who, what, how it ended and when; newest first.</summary>
[Action(
    "audit.search",
    Scope.Admin,
    "Search the audit",
    "Searches audit events, newest first, by record, agent, person, run, tool, outcome, refusal code, door, time or text."
)]
public sealed class Search : Feature<Search.Input, Page<EventShown>>
{
    public sealed record Input : Filters
    {
        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var cursors = new Cursors(reader, "audit.search");
        var before = input.Cursor is null ? long.MaxValue : cursors.Open(input.Cursor).Order;
        var limit = input.Limit ?? 20;
        var found = await reader.Events().Find(await input.Filter(call, reader), before, limit + 1);
        var rows = await reader.All<EventRow>(
            $"{EventRow.Select} AND {reader.Dialect.In("e.seq", "@found")}",
            ("found", found.Take(limit))
        );
        var shown = rows.OrderByDescending(r => r.Seq).ToList();
        return Answer(
            new Page<EventShown>([.. shown.Select(EventShown.Of)], found.Count > limit ? cursors.Seal(shown[^1].Seq, shown[^1].Id) : null)
        );
    }
}
