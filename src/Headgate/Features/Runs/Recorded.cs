using Headgate.Features.Audit;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>
/// The writes and sends of a run as they were given, for passing them again over a copy of the data. Each is sealed under the store's own key: it opens only
/// where that key lies, which is beside the data or a copy of it.
/// </summary>
[Action(
    "runs.recorded",
    Scope.Admin,
    "Recorded calls of a run",
    "Lists a run's writes and sends as they were given, sealed, for replaying them over a copy of the data.",
    Offered = Offered.People
)]
public sealed class Recorded : Feature<Recorded.Input, Recorded.Output>
{
    public sealed record Input
    {
        [Id("run")]
        public required string Run { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required IReadOnlyList<CallShown> Calls { get; init; }
        public string? NextCursor { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record CallShown
    {
        public required string Event { get; init; }
        public required string At { get; init; }
        public required string Action { get; init; }
        public required string Ended { get; init; }
        public string? Code { get; init; }

        /// <summary>What was kept, sealed for its event; nothing when nothing was, or somebody in it was erased.</summary>
        public string? Kept { get; init; }
    }

    /// <summary>What a sealed call is bound to.</summary>
    public static string BoundTo(string id) => $"recorded|{id}";

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var run = await RunRow.Need(reader, "run", input.Run);
        var listing = new Listing(reader, EventRow.Select, "e.seq", descending: false)
            .Where("e.run = @run", "run", run.Run)
            .Where("e.ended <> 'replayed' AND e.ended <> 'planned'");
        var (rows, next) = await listing.Read<EventRow>(input.Limit, input.Cursor, r => (r.Seq, r.Id));
        var kept = await reader.Recorded().Of([.. rows.Select(r => (r.Id, r.At))]);
        return Answer(
            new Output
            {
                Calls =
                [
                    .. rows.Where(r => r.Planned || kept.ContainsKey(r.Id))
                        .Select(r => new CallShown
                        {
                            Event = r.Id,
                            At = Show.Time(r.At),
                            Action = r.Action,
                            Ended = r.Ended,
                            Code = r.Code,
                            Kept = kept.GetValueOrDefault(r.Id)?.Plain is { } plain
                                ? reader.Seal(System.Text.Encoding.UTF8.GetString(plain), BoundTo(r.Id))
                                : null,
                        }),
                ],
                NextCursor = next,
            }
        );
    }
}
