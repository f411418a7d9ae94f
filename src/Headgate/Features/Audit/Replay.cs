using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>Recorded decisions are judged again, from nothing but what was recorded, and compared with what was said then.</summary>
[Action(
    "audit.replay",
    Scope.Admin,
    "Judge again",
    "Judges recorded decisions again from the recorded facts and the rules of that time, and tells where one would be another.",
    Toolset = "runs"
)]
public sealed class Replay : Feature<Replay.Input, Replay.Output>
{
    public sealed record Input
    {
        [Says("A run or an event; all when left out"), Id("run", "evt")]
        public string? Id { get; init; }

        [Moment]
        public string? Since { get; init; }

        [Moment]
        public string? Until { get; init; }

        [Says("Decisions a page; default 1000"), Bounds(1, 2000)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required long Decisions { get; init; }

        [Says("Came out as recorded")]
        public required long Same { get; init; }
        public required long Different { get; init; }

        /// <summary>Cannot be judged again in full, since somebody in it was erased.</summary>
        public required long Erased { get; init; }

        /// <summary>Without facts: from before they were recorded, or too many for the leaf and older than what is sealed beside it.</summary>
        public required long Unrecorded { get; init; }

        [Says("Policies taken by what they said")]
        public required long OnRulings { get; init; }
        public required IReadOnlyList<Difference> Differences { get; init; }
        public string? NextCursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var isEvent = input.Id is { } id && Ids.Is(id, "evt");
        var listing = new Listing(reader, EventRow.Select, "e.seq", descending: false)
            .Where("e.id = @event", "event", isEvent ? input.Id : null)
            .Where("e.run = @run", "run", isEvent ? null : input.Id)
            .Where("e.at >= @since", "since", call.Moment(input.Since))
            .Where("e.at < @until", "until", call.Moment(input.Until));
        var (rows, next) = await listing.Read<EventRow>(input.Limit ?? 1000, input.Cursor, r => (r.Seq, r.Id));
        if (rows.Count == 0 && input is { Id: { } missing, Cursor: null })
            throw new RefusedException(Refusal.NotFound("id", missing));
        var kept = await reader.Recorded().Of([.. rows.Select(r => (r.Id, r.At))]);
        Rejudging again = new(reader);
        List<Rejudged> judged = [];
        foreach (var row in rows)
            judged.Add(await again.Of(row, kept.GetValueOrDefault(row.Id)));
        return Answer(
            new Output
            {
                Decisions = judged.Count,
                Same = judged.Count(j => j.Differences.Count == 0 && !j.IsErased && !j.IsUnrecorded),
                Different = judged.Count(j => j.Differences.Count > 0),
                Erased = judged.Count(j => j.IsErased),
                Unrecorded = judged.Count(j => j.IsUnrecorded),
                OnRulings = judged.Count(j => j.IsOnRulings),
                Differences = [.. judged.SelectMany(j => j.Differences)],
                NextCursor = next,
            }
        );
    }
}
