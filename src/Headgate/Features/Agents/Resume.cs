using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Agents;

/// <summary>An agent that was suspended, or waits in quarantine, may act again.</summary>
[Action(
    "agents.resume",
    Scope.Admin,
    "Resume an agent",
    "Lets an agent act again that is suspended or in quarantine.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Resume : Feature<Resume.Input, Suspend.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public required string Agent { get; init; }
    }

    protected override ValueTask<Decision> Decide(Input input, Call call, Reader reader) =>
        Suspend.Set(input.Agent, "active", call, reader);
}
