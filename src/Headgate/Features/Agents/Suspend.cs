using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Agents;

/// <summary>An agent may do nothing until it is resumed; its grants stay. It holds within a second, on every node.</summary>
[Action(
    "agents.suspend",
    Scope.Admin,
    "Suspend an agent",
    "Suspends an agent: none of its tokens opens anything until it is resumed.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Suspend : Feature<Suspend.Input, Suspend.Output>
{
    /// <summary>The status of an agent whose client nobody has approved yet.</summary>
    internal const string Quarantined = "quarantined";

    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public required string Agent { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Agent { get; init; }
        public required string Status { get; init; }
    }

    protected override ValueTask<Decision> Decide(Input input, Call call, Reader reader) => Set(input.Agent, "suspended", call, reader);

    /// <summary>Sets the status of an agent.</summary>
    internal static async ValueTask<Decision> Set(string named, string status, Call call, Reader reader)
    {
        var agent =
            await reader.First<Row>(
                "SELECT id, version, status, updated_at FROM agents WHERE tenant = @tenant AND (id = @agent OR name = @agent)",
                ("agent", named)
            ) ?? throw new RefusedException(Refusal.NotFound("agent", named));
        var plan = new Plan();
        if (agent.Status != status)
            plan.Update(Agent.Kind, agent.Id, agent.Version, ("status", agent.Status, status), Columns.Moved(agent.UpdatedAt, call));
        return Answer(new Output { Agent = agent.Id, Status = status }, plan, new RecordRef(agent.Id, agent.Version));
    }

    /// <summary>Why an agent in such a status gets nothing.</summary>
    internal static Refusal Refused(string name, string status) =>
        new(
            "agents.suspended",
            $"The agent {Text.Shown(name)} is {status}.",
            "An administrator lets it act again: headgate agents resume NAME."
        );

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Status { get; init; } = "";
        public long UpdatedAt { get; init; }
    }
}
