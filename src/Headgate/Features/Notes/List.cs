using Headgate.Features.Records;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Notes;

/// <summary>Notes by record and author, newest change first.</summary>
[Action(
    "notes.list",
    Scope.Read,
    "List notes",
    "Lists notes, latest change first, by record or author; of an account also those of its people and deals."
)]
public sealed class List : Feature<List.Input, Page<NoteShown>>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp")]
        public string? RecordId { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Author { get; init; }

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
        var author = input.Author is null ? null : await Owner.Resolve(reader, "author", input.Author);
        var column = record?.Kind.Prefix == "acc" ? "n.account_id = @record" : "n.record_id = @record";
        var (rows, next) = await new Listing(reader, NoteRow.Select, "n.updated_at")
            .SeenThrough(reader, "n", "n.author_id")
            .Where(column, "record", record?.Id)
            .Where("n.author_id = @author", "author", author?.Id)
            .Where("n.updated_at >= @since", "since", call.Moment(input.UpdatedSince))
            .Read<NoteRow>(input.Limit, input.Cursor, r => (r.UpdatedAt, r.Id));
        return Answer(Narrow.To(new Page<NoteShown>([.. rows.Select(NoteShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }
}
