using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Drafts;

/// <summary>A draft that nobody wants. Its text stays for the record; it can be sent no more.</summary>
[Action(
    "drafts.discard",
    Scope.Write,
    "Discard a draft",
    "Discards a draft that was not sent, so that it can be sent no more.",
    Effect = Effect.Write,
    Toolset = "drafts",
    Destructive = true
)]
public sealed class Discard : Feature<Discard.Input, Discard.Output>
{
    public sealed record Input
    {
        [Id("drf")]
        public required string Id { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required DraftShown Draft { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await DraftRow.NeedOpen(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        var plan = new Plan().Update(
            Draft.Kind,
            row.Id,
            row.Version,
            ("status", row.Status, DraftRow.Discarded),
            Columns.Moved(row.UpdatedAt, call)
        );
        var shown = DraftShown.Of(row) with { Status = DraftRow.Discarded, UpdatedAt = Moments.Iso(call.At), Version = row.Version + 1 };
        return Answer(new Output { Draft = shown }, plan, row.Ref);
    }
}
