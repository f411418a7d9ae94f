using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>The end of an import: every row is behind it.</summary>
[Action(
    "imports.finish",
    Scope.Write,
    "Finish an import",
    "Finishes an import whose rows are all taken, and tells what became of them.",
    Effect = Effect.Write,
    Toolset = "imports",
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Finish : Feature<Finish.Input, Finish.Output>
{
    public sealed record Input
    {
        [Id("job")]
        public required string Job { get; init; }
    }

    public sealed record Output
    {
        public required JobShown Job { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        JobRow.NeedRole(call);
        var job = await JobRow.Need(reader, input.Job);
        var plan = new Plan().Update(
            Job.Kind,
            job.Id,
            job.Version,
            [("status", job.Status, JobRow.Finished), Columns.Moved(job.UpdatedAt, call)]
        );
        return Answer(new Output { Job = JobShown.Of(job, withReasons: true) with { Status = JobRow.Finished } }, plan);
    }
}
