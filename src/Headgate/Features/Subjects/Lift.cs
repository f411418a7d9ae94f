using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Subjects;

/// <summary>Lifts a legal hold.</summary>
[Action(
    "subjects.lift",
    Scope.Admin,
    "Lift a legal hold",
    "Lifts the legal hold on a contact: it can be erased again.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Lift : Feature<Lift.Input, Lift.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Contact { get; init; }
    }

    public sealed record Output
    {
        [Class(DataClass.Internal)]
        public required string Hold { get; init; }

        [Class(DataClass.Internal)]
        public required string Contact { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        await Family.Of(reader, "contact", input.Contact);
        var stands =
            await LegalHoldRow.On(reader, [input.Contact])
            ?? throw new RefusedException(
                new(
                    "erasure.no_hold",
                    $"There is no legal hold on {input.Contact}.",
                    "Nothing is to be lifted; a merged record may carry it."
                )
                {
                    Record = input.Contact,
                }
            );
        var plan = new Plan().Update(
            LegalHold.Kind,
            stands.Id,
            stands.Version,
            ("lifted_by", null, call.By.Person),
            ("lifted_at", null, call.Effective.ToUnixTimeMilliseconds()),
            Columns.Moved(stands.UpdatedAt, call)
        );
        return Answer(new Output { Hold = stands.Id, Contact = stands.ContactId }, plan);
    }
}
