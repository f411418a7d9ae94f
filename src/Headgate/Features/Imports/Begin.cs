using Headgate.Features.Pipelines;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>
/// A job for one file and its mapping. The same content again finds its job: one that was cut off goes on where it stood, one that took everything is done.
/// </summary>
[Action(
    "imports.begin",
    Scope.Write,
    "Begin an import",
    "Begins the import of a file, goes on with one that was cut off, or says that it was done.",
    Effect = Effect.Write,
    Toolset = "imports",
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Begin : Feature<Begin.Input, Begin.Output>
{
    public sealed record Input
    {
        [OneOf("people", "products", "accounts", "parents", "contacts", "opportunities", "activities")]
        public required string Kind { get; init; }

        [Says("SHA-256 over content and mapping"), Bounds(64, 64)]
        public required string Fingerprint { get; init; }

        [Says("Run a finished import again")]
        public bool? Again { get; init; }

        [Says("Pipelines to create where the organisation has none of the name"), Bounds(0, 20)]
        public List<NewPipeline>? Pipelines { get; init; }
    }

    public sealed record NewPipeline
    {
        [Bounds(1, 100)]
        public required string Name { get; init; }

        [Bounds(1, 40)]
        public required List<NewStage> Stages { get; init; }
    }

    public sealed record NewStage
    {
        [Bounds(1, 100)]
        public required string Name { get; init; }

        [OneOf("open", "won", "lost")]
        public required string Kind { get; init; }

        [Bounds(0, 100)]
        public long? Probability { get; init; }
    }

    public sealed record Output
    {
        public required JobShown Job { get; init; }

        /// <summary>Whether there is nothing to do.</summary>
        public required bool Done { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        JobRow.NeedRole(call);
        var plan = new Plan();
        var known = await JobRow.Same(reader, input.Kind, input.Fingerprint);
        // What was refused then may pass now: somebody made the product, or invited the owner.
        var again = known is { Status: JobRow.Finished } && (input.Again == true || known.Refused > 0);
        if (known is { Status: JobRow.Finished } && !again)
            return Answer(new Output { Job = JobShown.Of(known, withReasons: true), Done = true });
        await AddPipelines(plan, input.Pipelines ?? [], call, reader);
        var fresh = new JobRow
        {
            Id = known?.Id ?? call.NewId("job"),
            Kind = input.Kind,
            Status = JobRow.Running,
        };
        if (known is null)
            plan.Insert(
                Job.Kind,
                fresh.Id,
                [
                    ("kind", input.Kind),
                    ("fingerprint", input.Fingerprint),
                    ("status", JobRow.Running),
                    ("position", 0L),
                    ("created", 0L),
                    ("updated", 0L),
                    ("unchanged", 0L),
                    ("refused", 0L),
                    .. Columns.Born(call),
                ]
            );
        else if (again)
            plan.Update(
                Job.Kind,
                known.Id,
                known.Version,
                [
                    ("status", known.Status, JobRow.Running),
                    ("position", known.Position, 0L),
                    ("created", known.Created, 0L),
                    ("updated", known.Updated, 0L),
                    ("unchanged", known.Unchanged, 0L),
                    ("refused", known.Refused, 0L),
                    ("report", known.Report, null),
                    Columns.Moved(known.UpdatedAt, call),
                ]
            );
        return Answer(new Output { Job = JobShown.Of(known is null || again ? fresh : known, withReasons: false), Done = false }, plan);
    }

    private static async ValueTask AddPipelines(Plan plan, List<NewPipeline> wanted, Call call, Reader reader)
    {
        var known = (await Stages.Pipelines(reader)).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ordinal = (long)known.Count;
        var stages = 0;
        foreach (var pipeline in wanted.Where(p => known.Add(p.Name.Trim())))
        {
            var id = call.NewId("pip", (int)ordinal);
            plan.Insert(
                Pipeline.Kind,
                id,
                [("name", pipeline.Name.Trim()), ("kind", "sales"), ("ordinal", ordinal++), .. Columns.Born(call)]
            );
            foreach (var (place, stage) in pipeline.Stages.DistinctBy(s => s.Name.Trim(), StringComparer.OrdinalIgnoreCase).Index())
                plan.Insert(
                    Stage.Kind,
                    call.NewId("stg", stages++),
                    [
                        ("pipeline_id", id),
                        ("name", stage.Name.Trim()),
                        ("ordinal", (long)place),
                        ("kind", stage.Kind),
                        ("probability", stage.Probability ?? (stage.Kind == "won" ? 100L : 0L)),
                        .. Columns.Born(call),
                    ]
                );
        }
    }
}
