using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>A run that a person begins for an agent: what the agent read before does not taint it. The person answers for what the agent still knows.</summary>
[Action(
    "runs.start",
    Scope.Admin,
    "Start a clean run",
    "Starts a new run for an agent, without the taint of what it has read before.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Start : Feature<Start.Input, Start.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public required string Agent { get; init; }

        [Says("Why nothing that it read matters any more"), Bounds(3, 500)]
        public required string Reason { get; init; }
    }

    public sealed record Output
    {
        public required string Run { get; init; }
        public required string Agent { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var agent =
            await reader.Word("SELECT id FROM agents WHERE tenant = @tenant AND (id = @agent OR name = @agent)", ("agent", input.Agent))
            ?? throw new RefusedException(Refusal.NotFound("agent", input.Agent));
        var id = call.NewId("run");
        var now = call.Effective.ToUnixTimeMilliseconds();
        var plan = new Plan().Insert(
            AgentRun.Kind,
            id,
            ("actor", agent),
            ("agent_id", agent),
            ("person_id", call.By.Person),
            ("began_at", now),
            ("last_at", now),
            ("started_by", call.By.Person),
            ("reason", input.Reason.Trim())
        );
        return Answer(new Output { Run = id, Agent = agent }, plan, new RecordRef(agent, 0));
    }
}
