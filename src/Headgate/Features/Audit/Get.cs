using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>One event with its whole body, or the timeline of a run.</summary>
[Action("audit.get", Scope.Admin, "Get from the audit", "Gets one audit event with its body, or the timeline of a run.")]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    // A run's timeline as one answer; longer ones are read with audit.search.
    private const int Longest = 500;

    public sealed record Input
    {
        [Id("evt", "run")]
        public required string Id { get; init; }
    }

    public sealed record Output
    {
        public EventShown? Event { get; init; }

        /// <summary>The recorded body, from which the leaf of the log is made.</summary>
        [Class(DataClass.Internal)]
        public JsonElement? Body { get; init; }
        public RunShown? Run { get; init; }
    }

    public sealed record RunShown
    {
        public required string Id { get; init; }
        public required string FirstAt { get; init; }
        public required string LastAt { get; init; }
        public required long Calls { get; init; }
        public required long Refused { get; init; }
        public required IReadOnlyList<EventShown> Timeline { get; init; }

        /// <summary>Whether the timeline leaves out later events.</summary>
        public required bool Shortened { get; init; }
    }

    private sealed class Counts
    {
        public long Calls { get; init; }
        public long Refused { get; init; }
        public long LastAt { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader) =>
        Answer(Ids.Is(input.Id, "run") ? await Timeline(reader, input.Id) : await One(reader, input.Id));

    private static async ValueTask<Output> One(Reader reader, string id)
    {
        var row =
            await reader.First<EventRow>($"{EventRow.Select} AND e.id = @id", ("id", id))
            ?? throw new RefusedException(Refusal.NotFound("id", id));
        var kept = await reader.Recorded().Of([(row.Id, row.At)]);
        return new() { Event = EventShown.Of(row) with { Guards = Plainly.Of(row, kept.GetValueOrDefault(row.Id)) }, Body = row.Json };
    }

    private static async ValueTask<Output> Timeline(Reader reader, string run)
    {
        var rows = await reader.All<EventRow>($"{EventRow.Select} AND e.run = @run ORDER BY e.seq LIMIT {Longest}", ("run", run));
        if (rows.Count == 0)
            throw new RefusedException(Refusal.NotFound("id", run));
        var counts = await reader.First<Counts>(
            "SELECT COUNT(*) AS calls, CAST(SUM(CASE WHEN ended = 'refused' THEN 1 ELSE 0 END) AS BIGINT) AS refused, MAX(at) AS last_at "
                + "FROM audit_events WHERE tenant = @tenant AND run = @run",
            ("run", run)
        );
        return new()
        {
            Run = new()
            {
                Id = run,
                FirstAt = Show.Time(rows[0].At),
                LastAt = Show.Time(counts!.LastAt),
                Calls = counts.Calls,
                Refused = counts.Refused,
                Timeline = [.. rows.Select(r => EventShown.Of(r) with { Guards = Plainly.Of(r) })],
                Shortened = counts.Calls > rows.Count,
            },
        };
    }
}
