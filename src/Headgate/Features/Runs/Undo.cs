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
    public sealed record Input
    {
        [Says("A run, or one event of it"), Id("run", "evt")]
        public required string Run { get; init; }

        [Says("Events of the run, when not all"), Id("evt"), Bounds(1, 100)]
        public string[]? Only { get; init; }

        [Says("Only what the run did before this event: where rest says that a long undo goes on"), Id("evt")]
        public string? Before { get; init; }

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

        [Says("A long run is undone by parts, the latest first: what is left")]
        public RestShown? Rest { get; init; }
        public string? Next { get; init; }

        object IPreviewed.Preview => this;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (input.Before is not null && Named(input) is not null)
            throw new RefusedException(Refusal.Input("before", "a whole run and no only", "events that are named"));
        var run = await RunRow.Need(reader, "run", input.Run);
        var (events, most, rest) = Named(input) is { } named
            ? await Only(reader, run, named, input.Only is null)
            : await Portion.Next(reader, run, input.Before);
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
            Rest = rest,
            Next =
                stopped ? "Nothing was undone. on_conflict skip undoes the rest and leaves what others have changed."
                : rest is not null
                    ? $"{rest.Events} earlier events are left: when this part is undone, call again with before {rest.Before}."
                : null,
        };
        return Answer(output, stopped ? new Plan() : plan, new RecordRef(run.Run, 0));
    }

    private static string[]? Named(Input input) => Ids.Is(input.Run, "evt") ? [input.Run, .. input.Only ?? []] : input.Only;

    private static async ValueTask<Portion> Only(Reader reader, RunRow run, string[] only, bool single)
    {
        var named = await reader.All<EventRow>(
            $"{EventRow.Select} AND e.run = @run AND {reader.Dialect.In("e.id", "@ids")} ORDER BY e.seq",
            ("run", run.Run),
            ("ids", only)
        );
        for (var i = 0; i < only.Length; i++)
        {
            var field = single ? "run" : $"only[{i}]";
            if (named.Find(e => e.Id == only[i]) is not { } one)
                throw new RefusedException(Refusal.NotFound(field, only[i]));
            if (one.Ended != "done")
                throw new RefusedException(Refusal.Input(field, "an event that was done", $"{one.Id}, which was {one.Ended}"));
        }
        return new(named, named.Count == 1 ? Plan.MaxOfAChunk : Plan.MaxChanges, null);
    }

    private static IEnumerable<LeftShown> Never(IReadOnlyList<EventRow> events, Past past)
    {
        foreach (var one in events)
            if (past.Sent.Contains(one.Id))
                yield return new(one.Id, one.Action, null, "It sent something; what is sent cannot be taken back.");
            else if (one.Planned && !past.MadeBy(one.Id).Any() && !past.StepsOf(one.Id).Any())
                yield return new(one.Id, one.Action, null, "Nothing was kept that could undo it.");
    }
}
