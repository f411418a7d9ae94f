using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>
/// The next rows of an import. Rows, counters and the job's position commit together, so that an import which is killed goes on exactly where it stood. It
/// takes as many rows as a plan holds and says how far it came.
/// </summary>
[Action(
    "imports.chunk",
    Scope.Write,
    "Import rows",
    "Imports the next rows of a job: creates what is new, updates what differs, and counts what it refuses.",
    Effect = Effect.Write,
    Toolset = "imports",
    Offered = Offered.People,
    MaxChanges = Plan.MaxOfAChunk
)]
public sealed class Chunk : Feature<Chunk.Input, Chunk.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Id("job")]
        public required string Job { get; init; }

        [Says("The system whose ids the rows carry"), Bounds(1, 40)]
        public required string System { get; init; }

        [Says("Where the job stands")]
        public required long Position { get; init; }

        [Bounds(1, Intakes.MostRows)]
        public required List<JsonElement> Rows { get; init; }
    }

    public sealed record Output
    {
        /// <summary>Where the job stands now: the last row that was taken.</summary>
        public required long Position { get; init; }
        public required long Created { get; init; }
        public required long Updated { get; init; }
        public required long Unchanged { get; init; }
        public required long Refused { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        JobRow.NeedRole(call);
        var job = await JobRow.Need(reader, input.Job);
        var lines = Intakes.LinesOf(input.Rows, input.Position);
        var intake = Intakes.Of(job.Kind, reader, call, input.System, lines, new HashSet<string>());
        await intake.Load();
        var taken = intake.Rows().ToList();
        var plan = intake.Planned(relies: reader.Follows);
        // All of this can be done while the chunk before commits; where the job stands is known only then.
        if (await reader.Follow())
            job = await JobRow.Need(reader, input.Job);
        if (job.Status != JobRow.Running || job.Position != input.Position)
            throw new RefusedException(
                new(
                    "imports.position",
                    $"The job is {job.Status} at row {job.Position}, not at {input.Position}.",
                    "Begin the import again: it goes on where it stands."
                )
                {
                    Record = job.Id,
                    Field = "position",
                }
            );
        var reasons = Reasons.Read(job.Report);
        var counts = new long[4];
        var position = job.Position;
        foreach (var (line, fate, remarks) in taken)
        {
            position = line.Row;
            counts[(int)fate]++;
            foreach (var remark in remarks)
                reasons.Add(remark, line.Row, fate == Fate.Refused);
        }
        plan.Update(
            Job.Kind,
            job.Id,
            job.Version,
            [
                ("position", job.Position, position),
                ("created", job.Created, job.Created + counts[(int)Fate.Created]),
                ("updated", job.Updated, job.Updated + counts[(int)Fate.Updated]),
                ("unchanged", job.Unchanged, job.Unchanged + counts[(int)Fate.Unchanged]),
                ("refused", job.Refused, job.Refused + counts[(int)Fate.Refused]),
                ("report", job.Report, reasons.Text()),
                Columns.Moved(job.UpdatedAt, call),
            ]
        );
        var output = new Output
        {
            Position = position,
            Created = job.Created + counts[(int)Fate.Created],
            Updated = job.Updated + counts[(int)Fate.Updated],
            Unchanged = job.Unchanged + counts[(int)Fate.Unchanged],
            Refused = job.Refused + counts[(int)Fate.Refused],
        };
        // Rows beside a record (its external id, its line items) are found through it.
        return new(output, plan) { Records = [new(job.Id, job.Version + 1), .. intake.Records(Intakes.KindOf(job.Kind))] };
    }
}
