using Headgate.Features.Outbound;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>An agent stops its own run: nothing more of it goes out until a person says so.</summary>
[Action(
    "runs.stop",
    Scope.Write,
    "Stop sending in this run",
    "Stops whatever this run sends, at once; what it queued is held. Only a person turns it on again.",
    Effect = Effect.Write,
    Toolset = "runs",
    Idempotent = true
)]
public sealed class Stop : Feature<Stop.Input, Stop.Output>
{
    public sealed record Input
    {
        [Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    public sealed record Output
    {
        public required string Run { get; init; }
        public required string Outbound { get; init; }
        public string? Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var run = call.Run ?? throw new RefusedException(Refusal.Input("run", "a call that belongs to a run", "none"));
        var (plan, after) = await Off.Turn(reader, call, Switches.Run(run), input.Reason.Trim());
        return Answer(
            new Output
            {
                Run = run,
                Outbound = after.Outbound,
                Reason = after.Reason,
            },
            plan
        );
    }
}
