using Headgate.Features.Records;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Notes;

/// <summary>A new note on a record.</summary>
[Action(
    "notes.create",
    Scope.Write,
    "Create a note",
    "Creates a note on a contact, account or opportunity.",
    Effect = Effect.Write,
    Creates = true
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp")]
        public required string RecordId { get; init; }

        [Bounds(1, 10000), Class(DataClass.Confidential, Prose = true)]
        public required string Body { get; init; }
    }

    public sealed record Output
    {
        public required NoteShown Note { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var record = await Target.Need(reader, "record_id", input.RecordId);
        var id = call.NewId("not");
        var plan = new Plan().Insert(
            Note.Kind,
            id,
            [
                ("body", input.Body),
                ("author_id", call.By.Person),
                ("record_id", record.Id),
                ("account_id", record.AccountId),
                ("contact_id", record.ContactId),
                ("opportunity_id", record.OpportunityId),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
        var shown = new NoteShown
        {
            Id = id,
            Record = new(record.Id, record.Name),
            Body = input.Body,
            Author = new(call.By.Person, call.By.PersonName),
            CreatedAt = Moments.Iso(call.At),
            UpdatedAt = Moments.Iso(call.At),
        };
        return Answer(new Output { Note = shown }, plan, record.Ref);
    }
}
