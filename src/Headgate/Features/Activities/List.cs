using Headgate.Features.Records;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Activities;

/// <summary>What happened, latest first.</summary>
[Action(
    "activities.list",
    Scope.Read,
    "List activities",
    "Lists calls, e-mails, meetings and other activities, latest first, by record, person, kind or time.",
    Toolset = "activities",
    Aliases = ["get_recent_activity"]
)]
public sealed class List : Feature<List.Input, Page<ActivityShown>>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp")]
        public string? RecordId { get; init; }

        [Says("me, name, e-mail or id")]
        public string? User { get; init; }

        [OneOf("call", "email", "meeting", "sms", "visit", "other")]
        public string? Kind { get; init; }

        [Says("Happened at or after"), Moment]
        public string? Since { get; init; }

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
        var record = input.RecordId is null ? null : await Target.Need(reader, "record_id", input.RecordId);
        var user = input.User is null ? null : await Owner.Resolve(reader, "user", input.User);
        var (rows, next) = await new Listing(reader, ActivityRow.Select, "t.at")
            .SeenThrough(reader, "t", "t.user_id")
            .Where(ColumnOf(record), "record", record?.Id)
            .Where("t.user_id = @user", "user", user?.Id)
            .Where("t.kind = @kind", "kind", input.Kind)
            .Where("t.at >= @since", "since", call.Moment(input.Since))
            .Where("t.updated_at >= @updated", "updated", call.Moment(input.UpdatedSince))
            .Read<ActivityRow>(input.Limit, input.Cursor, r => (r.At, r.Id));
        return Answer(Narrow.To(new Page<ActivityShown>([.. rows.Select(ActivityShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }

    private static string ColumnOf(Target? record) =>
        record?.Kind.Prefix switch
        {
            "con" => "t.contact_id = @record",
            "opp" => "t.opportunity_id = @record",
            _ => "t.account_id = @record",
        };
}
