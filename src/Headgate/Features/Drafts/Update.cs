using Headgate.Features.Conversations;
using Headgate.Features.Documents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Drafts;

/// <summary>Text and documents of a draft; to whom it goes stays.</summary>
[Action(
    "drafts.update",
    Scope.Write,
    "Update a draft",
    "Updates subject, body or documents of a draft that was not sent.",
    Effect = Effect.Write,
    Toolset = "drafts",
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    public sealed record Input
    {
        [Id("drf")]
        public required string Id { get; init; }

        [Bounds(1, 300)]
        public string? Subject { get; init; }

        [Bounds(1, 20000)]
        public string? Body { get; init; }

        [Id("doc"), Bounds(0, 10)]
        public string[]? Documents { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required DraftShown Draft { get; init; }
        public required IReadOnlyList<string> Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await DraftRow.NeedOpen(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        Expect.Given(call, "subject", input.Subject);
        Expect.Given(call, "body", input.Body);
        var documents = await DocumentRow.Need(reader, "documents", input.Documents);
        var edit = new Edit(call)
            .Set("subject", row.Subject, Recipient.OneLine("subject", input.Subject))
            .Set("body", row.Body, input.Body)
            .Set("documents", row.Documents, DraftRow.Json(documents.Select(d => d.Id)));
        var plan = edit.PlanFor(Draft.Kind, row.Id, row.Version, row.UpdatedAt);
        var ids = edit.Changes("documents") ? documents.Select(d => d.Id).ToArray() : row.DocumentIds;
        var shown = DraftShown.Of(row) with
        {
            Subject = edit.Now("subject", row.Subject)!,
            Body = edit.Now("body", row.Body),
            Documents = ids.Length > 0 ? ids : null,
            UpdatedAt = Show.Time(plan.IsEmpty ? row.UpdatedAt : call.Effective.ToUnixTimeMilliseconds()),
            Version = edit.VersionAfter(row.Version),
        };
        return Answer(new Output { Draft = shown, Changed = edit.Names }, plan, row.Ref);
    }
}
