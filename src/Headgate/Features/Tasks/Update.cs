using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Tasks;

/// <summary>A task that is done, moved or given to somebody else.</summary>
[Action(
    "tasks.update",
    Scope.Write,
    "Update a task",
    "Updates a task: completes, cancels, reschedules, reassigns or rewords it.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    public sealed record Input
    {
        [Id("tsk")]
        public required string Id { get; init; }

        [OneOf("open", "done", "cancelled")]
        public string? Status { get; init; }

        [Moment]
        public string? DueAt { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [OneOf("low", "normal", "high")]
        public string? Priority { get; init; }

        [Bounds(1, 300)]
        public string? Title { get; init; }

        [Bounds(0, 5000), Class(DataClass.Confidential, Prose = true)]
        public string? Body { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required TaskShown Task { get; init; }
        public required IReadOnlyList<string> Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await TaskRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        Expect.Given(call, "status", input.Status);
        Expect.Given(call, "due_at", input.DueAt);
        Expect.Given(call, "owner", input.Owner);
        Expect.Given(call, "priority", input.Priority);
        Expect.Given(call, "title", input.Title);
        var owner = input.Owner is null ? null : await Owner.Resolve(reader, "owner", input.Owner);
        var due = call.Moment(input.DueAt)?.ToUnixTimeMilliseconds();
        // A task that is done stays done at the time at which it was.
        var completed = input.Status == "done" ? row.CompletedAt ?? call.Effective.ToUnixTimeMilliseconds() : (long?)null;
        var edit = new Edit(call)
            .Set("status", row.Status, input.Status)
            .Set("status", "completed_at", row.CompletedAt, completed)
            .Set("due_at", row.DueAt, due)
            .Set("owner", "owner_id", row.OwnerId, owner?.Id)
            .Set("priority", row.Priority, input.Priority)
            .Set("title", row.Title, input.Title?.Trim())
            .Set("body", row.Body, input.Body);
        var shown = TaskShown.Of(row) with
        {
            Status = edit.Now("status", row.Status)!,
            CompletedAt = Show.Time(call.Gives("status") ? completed : row.CompletedAt),
            DueAt = Show.Time(due ?? row.DueAt),
            Owner = owner is null ? Named.Of(row.OwnerId, row.OwnerName) : new(owner.Id, owner.Name),
            Priority = edit.Now("priority", row.Priority)!,
            Title = edit.Now("title", row.Title)!,
            Body = edit.Now("body", row.Body),
            UpdatedAt = Show.Time(edit.Names.Count > 0 ? call.Effective.ToUnixTimeMilliseconds() : row.UpdatedAt),
            Version = edit.VersionAfter(row.Version),
        };
        var plan = edit.PlanFor(CrmTask.Kind, row.Id, row.Version, row.UpdatedAt);
        return Answer(new Output { Task = shown, Changed = edit.Names }, plan, row.Ref);
    }
}
