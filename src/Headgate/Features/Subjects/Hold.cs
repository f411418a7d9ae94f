using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Subjects;

/// <summary>Places a legal hold on a person.</summary>
[Action(
    "subjects.hold",
    Scope.Admin,
    "Place a legal hold",
    "Keeps all that there is of a contact from erasure and from ageing away, until the hold is lifted.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Hold : Feature<Hold.Input, Hold.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Contact { get; init; }

        [Says("Why, such as the file's number"), Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    public sealed record Output
    {
        [Class(DataClass.Internal)]
        public required string Hold { get; init; }

        [Class(DataClass.Internal)]
        public required string Contact { get; init; }
        public required string Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var family = await Family.Of(reader, "contact", input.Contact);
        if (await LegalHoldRow.On(reader, [input.Contact]) is { } stands)
            return Answer(
                new Output
                {
                    Hold = stands.Id,
                    Contact = stands.ContactId,
                    Reason = stands.Reason,
                },
                new RecordRef(stands.Id, stands.Version)
            );
        var id = call.NewId("hld");
        var plan = new Plan().Insert(
            LegalHold.Kind,
            id,
            [("contact_id", family[0]), ("reason", input.Reason.Trim()), ("placed_by", call.By.Person), .. Columns.Born(call)]
        );
        return Answer(
            new Output
            {
                Hold = id,
                Contact = family[0],
                Reason = input.Reason.Trim(),
            },
            plan
        );
    }
}
