using Headgate.Features.Audit;
using Headgate.Features.Undoing;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>
/// Undoes what a run did, or some of it, as a plan like any other: it has limits, policies and approvals, and can be undone itself. What somebody has changed
/// since is never overwritten.
/// </summary>
[Action(
    "runs.undo",
    Scope.Write,
    "Undo a run",
    "Undoes what a run changed, or some events of it. dry_run shows the plan, the conflicts and what cannot be undone.",
    Effect = Effect.Write,
    Toolset = "runs",
    Destructive = true,
    Idempotent = true,
    MaxChanges = Plan.MaxOfAChunk
)]
public sealed class Undo : Feature<Undo.Input, Undo.Output>
{
    private const string Own = "runs.undo";

    // An undo is a unit of its own: it is undone when it is named.
    private const string OfRun = " AND e.run = @run AND e.ended = 'done' AND e.action <> '" + Own + "'";

    private static readonly Lazy<string[]> Writes = new(() =>
        [.. Actions.Catalogue().All.Where(a => a.Effect != Effect.Read).Select(a => a.Id)]
    );

    public sealed record Input
    {
        [Says("A run, or one event of it"), Id("run", "evt")]
        public required string Run { get; init; }

        [Says("Events of the run, when not all"), Id("evt"), Bounds(1, 100)]
        public string[]? Only { get; init; }

        [Says("What somebody has changed since: stop and tell (default), or skip it and undo the rest"), OneOf("stop", "skip")]
        public string? OnConflict { get; init; }
    }

    public sealed record Output : IPreviewed
    {
        public required string Run { get; init; }

        [Says("True when nothing was undone because of conflicts")]
        public required bool Stopped { get; init; }
        public required IReadOnlyList<UndoneShown> Undone { get; init; }

        [Says("What skip would undo, when nothing was")]
        public IReadOnlyList<UndoneShown>? Free { get; init; }
        public required IReadOnlyList<ConflictShown> Conflicts { get; init; }

        [Says("What nobody can undo")]
        public required IReadOnlyList<LeftShown> NotUndoable { get; init; }
        public string? Next { get; init; }

        object IPreviewed.Preview => this;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var run = await RunRow.Need(reader, "run", input.Run);
        var events = await Events(reader, run, input);
        // What one plan did one plan can undo, be it a chunk of an import.
        var most = events.Count == 1 ? Plan.MaxOfAChunk : Plan.MaxChanges;
        var past = await Past.Read(reader, [.. events.Select(e => e.Id)], most);
        var reversal = new Reversal(reader, call, past, most);
        var plan = await reversal.Make();
        var stopped = reversal.Conflicts.Count > 0 && input.OnConflict != "skip";
        var actions = events.ToDictionary(e => e.Id, e => e.Action, StringComparer.Ordinal);
        var output = new Output
        {
            Run = run.Run,
            Stopped = stopped,
            Undone = stopped ? [] : [.. reversal.Undone],
            Free = stopped ? [.. reversal.Undone] : null,
            Conflicts = reversal.Conflicts,
            NotUndoable = [.. Never(events, past), .. reversal.Left.Select(l => l with { Action = actions.GetValueOrDefault(l.Event) })],
            Next = stopped ? "Nothing was undone. on_conflict skip undoes the rest and leaves what others have changed." : null,
        };
        return Answer(output, stopped ? new Plan() : plan, new RecordRef(run.Run, 0));
    }

    private static async ValueTask<List<EventRow>> Events(Reader reader, RunRow run, Input input)
    {
        var only = Ids.Is(input.Run, "evt") ? [input.Run, .. input.Only ?? []] : input.Only;
        if (only is not null)
        {
            var named = await reader.All<EventRow>(
                $"{EventRow.Select} AND e.run = @run AND {reader.Dialect.In("e.id", "@ids")} ORDER BY e.seq",
                ("run", run.Run),
                ("ids", only)
            );
            for (var i = 0; i < only.Length; i++)
                if (named.Find(e => e.Id == only[i]) is not { } one)
                    throw new RefusedException(Refusal.NotFound(input.Only is null ? "run" : $"only[{i}]", only[i]));
                else if (one.Ended != "done")
                    throw new RefusedException(
                        Refusal.Input(
                            input.Only is null ? "run" : $"only[{i}]",
                            "an event that was done",
                            $"{one.Id}, which was {one.Ended}"
                        )
                    );
            return named;
        }
        var events = await reader.All<EventRow>(
            $"{EventRow.Select}{OfRun} AND {reader.Dialect.In("e.action", "@writes")} ORDER BY e.seq LIMIT {Past.MostEvents + 1}",
            ("run", run.Run),
            ("writes", Writes.Value)
        );
        return events.Count <= Past.MostEvents ? events : throw Past.TooLarge(events.Count, Plan.MaxChanges);
    }

    private static IEnumerable<LeftShown> Never(IEnumerable<EventRow> events, Past past)
    {
        foreach (var one in events)
            if (past.Sent.Contains(one.Id))
                yield return new(one.Id, one.Action, null, "It sent something; what is sent cannot be taken back.");
            else if (one.Planned && !past.MadeBy(one.Id).Any() && !past.StepsOf(one.Id).Any())
                yield return new(one.Id, one.Action, null, "Nothing was kept that could undo it.");
    }
}
