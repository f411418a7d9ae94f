using Headgate.Features.Audit;
using Headgate.Features.Runs;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Undoing;

/// <summary>
/// As much of a long run as one plan undoes: its latest events first, as many as have room. What is left is undone from the oldest of these on, so that each
/// part finds the records as its own events left them.
/// </summary>
/// <param name="Events">The events of this part, oldest first.</param>
/// <param name="Most">How many records its plan may change.</param>
/// <param name="Rest">What is left; nothing when this is all.</param>
internal sealed record Portion(IReadOnlyList<EventRow> Events, int Most, RestShown? Rest)
{
    private const int MostEvents = 500;
    private const int Page = 50;

    // An undo is a unit of its own: it is undone when it is named.
    private const string OfRun = " AND e.run = @run AND e.ended = 'done' AND e.action <> 'runs.undo'";

    private static readonly Lazy<string[]> Writes = new(() =>
        [.. Actions.Catalogue().All.Where(a => a.Effect != Effect.Read).Select(a => a.Id)]
    );

    /// <summary>The next part of a run: of all that it did before an event, when one is given.</summary>
    public static async ValueTask<Portion> Next(Reader reader, RunRow run, string? before)
    {
        var until = before is null ? long.MaxValue : await SeqOf(reader, run, before);
        var events = new List<EventRow>();
        HashSet<string> records = new(StringComparer.Ordinal);
        while (events.Count < MostEvents)
        {
            var page = await reader.All<EventRow>(
                $"{EventRow.Select}{OfRun} AND e.seq < @until AND {reader.Dialect.In("e.action", "@writes")} ORDER BY e.seq DESC LIMIT {Page}",
                ("run", run.Run),
                ("until", events.Count > 0 ? events[^1].Seq : until),
                ("writes", Writes.Value)
            );
            var touched = (await Past.Touched(reader, [.. page.Select(e => e.Id)])).ToLookup(
                t => t.Event,
                t => t.Record,
                StringComparer.Ordinal
            );
            foreach (var one in page)
            {
                string[] grown = [.. touched[one.Id].Except(records)];
                // What one plan did one plan can undo, be it a chunk of an import: it has a part of its own.
                if (events.Count > 0 && records.Count + grown.Length > Plan.MaxChanges)
                    return await Of(reader, run, events, records.Count);
                events.Add(one);
                records.UnionWith(grown);
            }
            if (page.Count < Page)
                break;
        }
        return await Of(reader, run, events, records.Count);
    }

    private static async ValueTask<Portion> Of(Reader reader, RunRow run, List<EventRow> events, int records)
    {
        RestShown? rest = null;
        if (events.Count > 0)
        {
            var left = await reader.Number(
                $"SELECT COUNT(*) FROM audit_events e WHERE e.tenant = @tenant{OfRun} AND e.seq < @until AND {reader.Dialect.In("e.action", "@writes")}",
                ("run", run.Run),
                ("until", events[^1].Seq),
                ("writes", Writes.Value)
            );
            rest = left == 0 ? null : new(left, events[^1].Id);
        }
        events.Reverse();
        return new(events, records > Plan.MaxChanges ? Plan.MaxOfAChunk : Plan.MaxChanges, rest);
    }

    private static async ValueTask<long> SeqOf(Reader reader, RunRow run, string before)
    {
        var seq = await reader.Number(
            "SELECT COALESCE(MAX(e.seq), -1) FROM audit_events e WHERE e.tenant = @tenant AND e.run = @run AND e.id = @before",
            ("run", run.Run),
            ("before", before)
        );
        return seq >= 0 ? seq : throw new RefusedException(Refusal.NotFound("before", before));
    }
}
