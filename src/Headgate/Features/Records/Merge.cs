using System.Text.Json;
using Headgate.Features.Undoing;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>
/// One contact or account of several that are the same. The others stay as they are, say where they went, and lead there; what was on them is on the one that
/// stays, whose own values win unless it has none or the caller says otherwise.
/// </summary>
[Action(
    "records.merge",
    Scope.Write,
    "Merge records",
    "Merges up to 5 contacts, leads or accounts into one, with all that is on them. A person always decides; undo separates them again.",
    Effect = Effect.Write,
    Toolset = "records",
    Destructive = true
)]
public sealed class Merge : Feature<Merge.Input, Merge.Output>
{
    public sealed record Input
    {
        [Says("The one that stays"), Id("con", "acc")]
        public required string Survivor { get; init; }

        [Says("Those that become part of it"), Id("con", "acc"), Bounds(1, 5)]
        public required string[] Merged { get; init; }

        [Says("Field to the id whose value wins, where the survivor's should not")]
        [Class(DataClass.Internal)]
        public Dictionary<string, JsonElement>? Take { get; init; }
    }

    public sealed record Output : IPreviewed
    {
        public required Named Survivor { get; init; }
        public required IReadOnlyList<Named> Merged { get; init; }

        [Says("Fields of the survivor that change, and whose value each has now")]
        public required IReadOnlyList<FieldTaken> Taken { get; init; }

        [Says("Fields in which they differ and the survivor's value stays")]
        public required IReadOnlyList<FieldTaken> Lost { get; init; }
        public required IReadOnlyList<KindMoved> Moved { get; init; }

        object IPreviewed.Preview => this;
    }

    public sealed record FieldTaken(string Field, string Record);

    /// <summary>How many records of a kind are on the survivor now, ended because it has the like, or stay behind.</summary>
    [Class(DataClass.Internal)]
    public sealed record KindMoved(string Kind, long Moved, long Doubles, long Left);

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var survivor = await Target.Need(reader, "survivor", input.Survivor);
        var merged = await Target.NeedAll(reader, "merged", input.Merged);
        foreach (var (i, one) in merged.Index())
            if (one.Kind != survivor.Kind)
                throw new RefusedException(
                    Refusal.Input($"merged[{i}]", $"{survivor.Kind.Name}s, as the survivor is one", $"a {one.Kind.Name}")
                );
            else if (one.Id == survivor.Id)
                throw new RefusedException(Refusal.Input($"merged[{i}]", "another record than the survivor", one.Id));
        var rows = await Past.RowsOf(reader, survivor.Kind, [survivor.Id, .. merged.Select(m => m.Id)]);
        var plan = new Plan();
        var values = new MergedValues(survivor.Kind, rows, survivor.Id, [.. merged.Select(m => m.Id)]);
        values.Take(input.Take);
        values.AddTo(plan, call);
        var moves = new MergedLinks(reader, call, survivor.Kind, survivor.Id, [.. merged.Select(m => m.Id)]);
        await moves.AddTo(plan);
        if (plan.Changes.Count > Plan.MaxChanges)
            throw new RefusedException(
                new(
                    "plan.too_large",
                    $"This merge would change {plan.Changes.Count} records at once; the most is {Plan.MaxChanges}.",
                    "Merge one at a time; what has more than that on it is the better survivor."
                )
            );
        return Answer(
            new Output
            {
                Survivor = new(survivor.Id, survivor.Name),
                Merged = [.. merged.Select(m => new Named(m.Id, m.Name))],
                Taken = values.Taken,
                Lost = values.Lost,
                Moved = moves.Moved,
            },
            plan,
            survivor.Ref
        );
    }
}
