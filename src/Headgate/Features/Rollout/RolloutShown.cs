using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Rollout;

/// <summary>The rollout plan as it stands, with the gates of its week.</summary>
[Class(DataClass.Internal)]
public sealed record RolloutShown
{
    /// <summary>1 to 4; 0 when there is no plan and the golden set stands alone.</summary>
    public required long Week { get; init; }

    /// <summary>What the week lets agents do, in one sentence.</summary>
    public required string Allows { get; init; }
    public string? UseCase { get; init; }
    public Named? Agent { get; init; }
    public Named? Owner { get; init; }
    public IReadOnlyList<string>? Tools { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public IReadOnlyList<string>? Open { get; init; }
    public string? Began { get; init; }
    public string? Since { get; init; }

    /// <summary>Why the step to this week was taken though a gate was not met.</summary>
    public string? Forced { get; init; }
    public required IReadOnlyList<GateShown> Gates { get; init; }

    /// <summary>Whether every gate is met.</summary>
    public required bool GoOn { get; init; }

    internal static async ValueTask<RolloutShown> Of(Reader reader, RolloutPlan plan, IReadOnlyList<GateShown> gates) =>
        new()
        {
            Week = plan.Week ?? 0,
            Allows = Said(plan),
            UseCase = plan.UseCase,
            Agent = plan.Agent is { } agent
                ? new(agent, await reader.Word("SELECT name FROM agents WHERE tenant = @tenant AND id = @agent", ("agent", agent)))
                : null,
            Owner = plan.Owner is { } owner
                ? new(owner, await reader.Word("SELECT name FROM users WHERE tenant = @tenant AND id = @owner", ("owner", owner)))
                : null,
            Tools = plan.Week is 1 or 2 ? plan.Tools : null,
            Statuses = plan.Week == 2 ? plan.Statuses : null,
            Open = plan.Week == 4 ? plan.Open : null,
            Began = Show.Time(plan.Began),
            Since = Show.Time(plan.Since),
            Forced = plan.Forced,
            Gates = gates,
            GoOn = plan.Stands && gates.All(g => g.Met),
        };

    private static string Said(RolloutPlan plan) =>
        plan.Week switch
        {
            null => "There is no plan: grants, limits and approvals stand as they are set.",
            1 => $"One agent, one owner, one use case, {plan.Tools?.Count ?? 0} tools that read.",
            2 =>
                "Besides week 1: tasks.create, leads.update_status within the allowed statuses, leads.create when dedupe passes; 5 new records a minute, 50 a day.",
            3 =>
                "What each grant names tool by tool; every send, stage move, new contact, merge and deletion waits for a person. Enrichment, warehouse and calendar stay closed.",
            _ =>
                $"Besides week 3: {(plan.Open is { Count: > 0 } open ? string.Join(", ", open) : "no area yet")}; golden workflows; the first message to a domain waits for a person.",
        };
}
