using Headgate.Features.Records;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Tasks;

/// <summary>A new task, with somebody who is to do it and a time.</summary>
[Action(
    "tasks.create",
    Scope.Write,
    "Create a task",
    "Creates a task with an owner and a due time, on a contact, account or opportunity or on none.",
    Effect = Effect.Write,
    Creates = true,
    Aliases = ["create_task"]
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input
    {
        [Bounds(1, 300)]
        public required string Title { get; init; }

        [Moment]
        public required string DueAt { get; init; }

        [Says("me (default), name, e-mail or id")]
        public string? Owner { get; init; }

        [Id("con", "acc", "opp")]
        public string? RecordId { get; init; }

        [OneOf("low", "normal", "high")]
        public string? Priority { get; init; }

        [Bounds(0, 5000), Class(DataClass.Confidential, Prose = true)]
        public string? Body { get; init; }
    }

    public sealed record Output
    {
        public required TaskShown Task { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var owner = await Owner.Resolve(reader, "owner", input.Owner ?? "me");
        var record = input.RecordId is null ? null : await Target.Need(reader, "record_id", input.RecordId);
        var row = new TaskRow
        {
            Id = call.NewId("tsk"),
            Version = 1,
            Title = input.Title.Trim(),
            Body = input.Body,
            Kind = "todo",
            Status = "open",
            Priority = input.Priority ?? "normal",
            DueAt = call.Moment(input.DueAt)?.ToUnixTimeMilliseconds(),
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            RecordId = record?.Id,
            RecordName = record?.Name,
            Provenance = call.By.IsPerson ? "person" : "agent",
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        var plan = new Plan().Insert(
            CrmTask.Kind,
            row.Id,
            [
                ("title", row.Title),
                ("body", row.Body),
                ("kind", row.Kind),
                ("status", row.Status),
                ("priority", row.Priority),
                ("due_at", row.DueAt),
                ("owner_id", row.OwnerId),
                ("record_id", record?.Id),
                ("account_id", record?.AccountId),
                ("contact_id", record?.ContactId),
                ("opportunity_id", record?.OpportunityId),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
        return Answer(new Output { Task = TaskShown.Of(row) }, plan, record is null ? [] : [record.Ref]);
    }
}
