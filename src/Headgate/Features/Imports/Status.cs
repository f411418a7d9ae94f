using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>How far imports are.</summary>
[Action(
    "imports.status",
    Scope.Read,
    "Show imports",
    "Shows an import with its reasons, or the latest imports.",
    Toolset = "imports",
    Offered = Offered.People
)]
public sealed class Status : Feature<Status.Input, Status.Output>
{
    public sealed record Input
    {
        [Id("job")]
        public string? Job { get; init; }
    }

    public sealed record Output
    {
        public required IReadOnlyList<JobShown> Jobs { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        JobRow.NeedRole(call);
        if (input.Job is { } id)
            return Answer(new Output { Jobs = [JobShown.Of(await JobRow.Need(reader, id), withReasons: true)] });
        var jobs = await reader.All<JobRow>(
            "SELECT id, version, kind, status, position, created, updated, unchanged, refused, updated_at FROM jobs "
                + "WHERE tenant = @tenant AND fingerprint <> '' ORDER BY updated_at DESC, id LIMIT 50"
        );
        return Answer(new Output { Jobs = [.. jobs.Select(j => JobShown.Of(j, withReasons: false))] });
    }
}
