using Headgate.Features.Records;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Tasks;

/// <summary>Tasks by whose and when, the earliest due first.</summary>
[Action(
    "tasks.list",
    Scope.Read,
    "List tasks",
    "Lists tasks, earliest due first, by owner, due time, status or record; open ones unless status says otherwise."
)]
public sealed class List : Feature<List.Input, Page<TaskShown>>
{
    public sealed record Input
    {
        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [Says("week: the 7 days from today; none: without a due time"), OneOf("overdue", "today", "week", "none")]
        public string? Due { get; init; }

        [Moment]
        public string? DueBefore { get; init; }

        [OneOf("open", "done", "cancelled", "any")]
        public string? Status { get; init; }

        [Id("con", "acc", "opp")]
        public string? RecordId { get; init; }

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
        var owner = input.Owner is null ? null : await Owner.Resolve(reader, "owner", input.Owner);
        var record = input.RecordId is null ? null : await Target.Need(reader, "record_id", input.RecordId);
        var column = record?.Kind.Prefix == "acc" ? "t.account_id = @record" : "t.record_id = @record";
        var (from, before) = Window(input.Due, call);
        // What has no due time has no place in an order of due times: it is a list of its own, which only imports fill.
        var undated = input.Due == "none";
        var (rows, next) = await new Listing(reader, TaskRow.Select, undated ? "t.updated_at" : "t.due_at", descending: undated)
            .SeenThrough(reader, "t", "t.owner_id")
            .Where("t.due_at IS NULL", undated)
            .Where("t.due_at IS NOT NULL", !undated)
            .Where("t.status = @status", "status", input.Status == "any" ? null : input.Status ?? "open")
            .Where("t.owner_id = @owner", "owner", owner?.Id)
            .Where("t.due_at >= @from", "from", from)
            .Where("t.due_at < @until", "until", before)
            .Where("t.due_at < @before", "before", call.Moment(input.DueBefore))
            .Where(column, "record", record?.Id)
            .Where("t.updated_at >= @since", "since", call.Moment(input.UpdatedSince))
            .Read<TaskRow>(input.Limit, input.Cursor, r => (undated ? r.UpdatedAt : r.DueAt, r.Id));
        return Answer(Narrow.To(new Page<TaskShown>([.. rows.Select(TaskShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }

    // Days are the person's days.
    private static (DateTimeOffset? From, DateTimeOffset? Before) Window(string? due, Call call)
    {
        var zone = Moments.Zone(call.By.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(call.At, zone).DateTime);
        return due switch
        {
            "overdue" => (null, call.At),
            "today" => (Moments.Midnight(today, zone), Moments.Midnight(today.AddDays(1), zone)),
            "week" => (Moments.Midnight(today, zone), Moments.Midnight(today.AddDays(7), zone)),
            _ => (null, null),
        };
    }
}
