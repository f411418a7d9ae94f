using System.Text.Json;
using Headgate.Features.Audit;
using Headgate.Features.Undoing;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>A run's timeline: what was called, which guards had something to say, what changed, and what of it can be undone.</summary>
[Action(
    "runs.get",
    Scope.Read,
    "Get a run",
    "Gets a run's calls in order: how each ended and which guard decided, what it changed, and whether it can be undone.",
    Toolset = "runs"
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    // Of one call; the audit names the rest.
    private const int MostRecords = 20;

    public sealed record Input
    {
        [Says("A run, or one event of it"), Id("run", "evt")]
        public required string Id { get; init; }

        [Says("Leave out what changed nothing")]
        public bool? Effects { get; init; }

        [Says("Every guard's word, and why")]
        public bool? Facts { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    public sealed record Output
    {
        public required RunShown Run { get; init; }
        public required IReadOnlyList<CallShown> Calls { get; init; }
        public string? NextCursor { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record RunShown
    {
        public required string Id { get; init; }

        /// <summary>Whose it was; nothing for a person's own.</summary>
        public Named? Agent { get; init; }
        public required Named Person { get; init; }
        public string? BeganAt { get; init; }
        public string? LastAt { get; init; }

        [Says("It has read text from outside")]
        public required bool Tainted { get; init; }
        public required long Calls { get; init; }
        public required long Done { get; init; }
        public required long Held { get; init; }
        public required long Refused { get; init; }

        [Says("Events that undid some of it")]
        public IReadOnlyList<string>? Undone { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record CallShown
    {
        public required string Event { get; init; }
        public required string At { get; init; }
        public required string Action { get; init; }
        public required string Ended { get; init; }
        public string? Code { get; init; }

        [Says("What guards said besides pass")]
        public IReadOnlyList<string>? Guards { get; init; }
        public IReadOnlyList<GuardShown>? Decided { get; init; }
        public string? Approval { get; init; }
        public IReadOnlyList<RecordChanged>? Changed { get; init; }
        public long? Records { get; init; }

        [Says("yes, in_part or no; absent when it changed nothing")]
        public string? Undo { get; init; }
        public string? Why { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record RecordChanged(string Record, string What, IReadOnlyList<FieldChanged>? Fields);

    // What is more than internal is replaced before it gets here.
    [Class(DataClass.Internal)]
    public sealed record FieldChanged(string Field, string? Was, string? Became);

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var run = await RunRow.Need(reader, "id", input.Id);
        var listing = new Listing(reader, EventRow.Select, "e.seq", descending: false)
            .Where("e.run = @run", "run", run.Run)
            .Where("e.id = @event", "event", Ids.Is(input.Id, "evt") ? input.Id : null)
            .Where(
                "(EXISTS (SELECT 1 FROM births b WHERE b.tenant = @tenant AND b.event_id = e.id) "
                    + "OR EXISTS (SELECT 1 FROM before_images i WHERE i.tenant = @tenant AND i.event_id = e.id) "
                    + "OR EXISTS (SELECT 1 FROM outbox o WHERE o.tenant = @tenant AND o.event_id = e.id))",
                input.Effects == true
            );
        var (rows, next) = await listing.Read<EventRow>(input.Limit, input.Cursor, r => (r.Seq, r.Id));
        var past = await Past.Read(reader, [.. rows.Where(r => r.Ended == "done").Select(r => r.Id)]);
        var approvals = await Approvals(reader, run);
        // Most facts are in the leaf; those that were too many are beside it.
        var kept = await reader.Recorded().Of(input.Facts == true ? [.. rows.Where(r => !r.HasFacts).Select(r => (r.Id, r.At))] : []);
        var output = new Output
        {
            Run = await Shown(reader, run),
            Calls =
            [
                .. rows.Select(r =>
                    Shown(r, past, approvals, call.By) with
                    {
                        Decided = input.Facts == true ? Plainly.Of(r, kept.GetValueOrDefault(r.Id)) : null,
                    }
                ),
            ],
            NextCursor = next,
        };
        return Answer(output, [new(run.Run, 0), .. past.Records.Select(r => new RecordRef(r, 0))]);
    }

    private static async ValueTask<RunShown> Shown(Reader reader, RunRow run)
    {
        var ended = (
            await reader.All<Count>(
                "SELECT e.ended, COUNT(*) AS calls FROM audit_events e WHERE e.tenant = @tenant AND e.run = @run GROUP BY e.ended",
                ("run", run.Run)
            )
        ).ToDictionary(c => c.Ended, c => c.Calls, StringComparer.Ordinal);
        var undone = await reader.All<Mention>(
            "SELECT e.id FROM audit_refs f JOIN audit_events e ON e.tenant = f.tenant AND e.seq = f.seq "
                + "WHERE f.tenant = @tenant AND f.record_id = @run AND e.action = 'runs.undo' AND e.ended = 'done' ORDER BY f.seq LIMIT 50",
            ("run", run.Run)
        );
        return new()
        {
            Id = run.Run,
            Agent = run.Agent,
            Person = new(run.Person, run.PersonName),
            BeganAt = Show.Time(run.BeganAt),
            LastAt = Show.Time(run.LastAt),
            Tainted = run.TaintedAt is not null,
            Calls = ended.Values.Sum(),
            Done = ended.GetValueOrDefault("done"),
            Held = ended.GetValueOrDefault("held"),
            Refused = ended.GetValueOrDefault("refused"),
            Undone = undone.Count == 0 ? null : [.. undone.Select(u => u.Id)],
        };
    }

    private static async ValueTask<IReadOnlyDictionary<string, string>> Approvals(Reader reader, RunRow run)
    {
        var rows = await reader.All<Mention>(
            "SELECT a.id, a.event_id FROM approvals a WHERE a.tenant = @tenant AND a.actor = @actor AND a.run = @run",
            ("actor", run.Actor),
            ("run", run.Run)
        );
        return rows.ToDictionary(r => r.EventId, r => r.Id, StringComparer.Ordinal);
    }

    private static CallShown Shown(EventRow row, Past past, IReadOnlyDictionary<string, string> approvals, Principal by)
    {
        var changed = Changed(row.Id, past, by).ToList();
        var (undo, why) = Undo(row, past, [.. changed.Select(c => c.Record)], by);
        return new()
        {
            Event = row.Id,
            At = Show.Time(row.At),
            Action = row.Action,
            Ended = row.Ended,
            Code = row.Code,
            Guards = Guards(row) is { Count: > 0 } said ? said : null,
            Approval = approvals.GetValueOrDefault(row.Id),
            Changed = changed.Count == 0 ? null : [.. changed.Take(MostRecords)],
            Records = changed.Count > MostRecords ? changed.Count : null,
            Undo = undo,
            Why = why,
        };
    }

    private static IEnumerable<RecordChanged> Changed(string id, Past past, Principal by)
    {
        foreach (var made in past.MadeBy(id))
            yield return new(made, "made", null);
        foreach (var step in past.StepsOf(id))
            if (Kinds.Of(step.RecordId) is { } kind)
                yield return step.Gone != 0
                    ? new(step.RecordId, "ended", null)
                    : new(step.RecordId, "changed", step.Was is null ? null : [.. Fields(step, kind, past, by)]);
    }

    private static IEnumerable<FieldChanged> Fields(Step step, RecordKind kind, Past past, Principal by)
    {
        foreach (var (field, was) in step.Was!.Where(f => !kind[f.Key].Bookkeeping).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var row = past.Row(step.RecordId);
            yield return new(field, Values.Shown(by, kind, row, field, was), Values.Shown(by, kind, row, field, past.After(step, field)));
        }
    }

    private static (string? Undo, string? Why) Undo(EventRow row, Past past, IReadOnlyList<string> records, Principal by)
    {
        if (past.Sent.Contains(row.Id))
            return ("no", "It sent something; what is sent cannot be taken back.");
        if (records.Count == 0)
            return row.Ended == "done" && row.Planned ? ("no", "Nothing was kept that could undo it.") : (null, null);
        var never = records.Select(r => Kinds.Of(r) is { } kind ? Kinds.WhyNot(kind, by) : "It is no record.").ToList();
        return never.TrueForAll(n => n is null) ? ("yes", null)
            : never.TrueForAll(n => n is not null) ? ("no", never[0])
            : ("in_part", never.Find(n => n is not null));
    }

    private static IReadOnlyList<string> Guards(EventRow row) =>
        row.Json.ValueKind == JsonValueKind.Object && row.Json.TryGetProperty("guards", out var guards)
            ? [.. guards.EnumerateArray().Select(g => g.GetString()!).Where(g => !g.EndsWith(": pass", StringComparison.Ordinal))]
            : [];

    private sealed class Count
    {
        public string Ended { get; init; } = "";
        public long Calls { get; init; }
    }

    private sealed class Mention
    {
        public string Id { get; init; } = "";
        public string EventId { get; init; } = "";
    }
}
