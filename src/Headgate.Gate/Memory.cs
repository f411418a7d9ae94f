using Headgate.Gate.Limits;

namespace Headgate.Gate;

/// <summary>An outcome that is remembered under a key.</summary>
/// <param name="ArgumentsHash">The arguments that it was given for.</param>
/// <param name="Answer">The answer.</param>
/// <param name="At">When.</param>
public sealed record Recalled(string ArgumentsHash, ReadOnlyMemory<byte> Answer, DateTimeOffset At);

/// <summary>What guards need to know and cannot read from the call: read fresh, never cached.</summary>
public abstract class Memory
{
    /// <summary>The outcome remembered for an actor's key, unless it has been forgotten.</summary>
    public abstract ValueTask<Recalled?> Recall(string tenant, string actor, string key, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The record that holds a unique key, if any.</summary>
    public abstract ValueTask<string?> HolderOf(string tenant, string kind, string value, CancellationToken cancel);

    /// <summary>The holders of many keys of one kind, by value; an import asks for hundreds at once.</summary>
    public virtual async ValueTask<IReadOnlyDictionary<string, string>> HoldersOf(
        string tenant,
        string kind,
        IReadOnlyCollection<string> values,
        CancellationToken cancel
    )
    {
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
            if (await HolderOf(tenant, kind, value, cancel) is { } holder)
                holders[value] = holder;
        return holders;
    }

    /// <summary>The organisation's measures for a passage: read when a guard first asks, the same for those after it until the plan is decided again.</summary>
    public async ValueTask<Guardrails> Guardrails(Passage passage, CancellationToken cancel) =>
        passage.Rails ??= await Guardrails(passage.Call.By.Tenant, cancel);

    /// <summary>The organisation's measures; the golden set where nobody set any.</summary>
    public virtual ValueTask<Guardrails> Guardrails(string tenant, CancellationToken cancel) => new(Gate.Guardrails.Golden);

    /// <summary>What the policy guard asks.</summary>
    public virtual PolicyFacts Policies { get; } = new();

    /// <summary>What the approval guard asks.</summary>
    public virtual ApprovalFacts Approvals { get; } = new();

    /// <summary>Where limits are counted.</summary>
    public virtual LimitFacts Limits { get; } = new();

    /// <summary>What the taint guard asks.</summary>
    public virtual TaintFacts Taint { get; } = new();

    /// <summary>What fuzzy dedupe asks.</summary>
    public virtual DedupeFacts Dedupe { get; } = new();

    /// <summary>The rollout plan for what only reads or lists: read a second ago at most, since that is asked for far more often than a plan changes.</summary>
    public virtual async ValueTask<RolloutPlan> Rollout(string tenant, CancellationToken cancel) =>
        (await Guardrails(tenant, cancel)).Rollout;

    /// <summary>Reads it anew next time: a person has taken a step.</summary>
    public virtual void ForgetRollout(string tenant) { }

    /// <summary>Whether outbound is on. Anything unreadable is off.</summary>
    public abstract ValueTask<bool> IsOutboundOn(string tenant, CancellationToken cancel);

    /// <summary>The first of these switches that is off; nothing when all are on. Anything unreadable is off.</summary>
    public virtual async ValueTask<string?> FirstOff(string tenant, IReadOnlyList<string> switches, CancellationToken cancel) =>
        await IsOutboundOn(tenant, cancel) ? null : Switches.Organisation;

    /// <summary>
    /// Takes the organisation's switch: shared for a send, from its last check until it is on its way; exclusive to turn the switch off, so that
    /// nothing is on its way when off is acknowledged.
    /// </summary>
    public abstract ValueTask<IDisposable> LeaseSwitch(string tenant, bool exclusive, CancellationToken cancel);
}
