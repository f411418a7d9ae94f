using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Hosting;

/// <summary>The rollout plans of organisations for lists of tools: remembered for a second, since a list is asked for far more often than a plan changes.</summary>
internal sealed class Rollouts(Memory memory, TimeProvider time)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (RolloutPlan Plan, long At)> _recent = new(StringComparer.Ordinal);

    /// <summary>The plan that a caller is under; nothing for a person.</summary>
    public async ValueTask<RolloutPlan?> Of(Principal by, CancellationToken cancel)
    {
        if (by.IsPerson)
            return null;
        if (_recent.TryGetValue(by.Tenant, out var known) && time.GetElapsedTime(known.At) < Believed)
            return known.Plan;
        if (_recent.Count > 10_000)
            _recent.Clear();
        var plan = (await memory.Guardrails(by.Tenant, cancel)).Rollout;
        _recent[by.Tenant] = (plan, time.GetTimestamp());
        return plan;
    }

    /// <summary>Looks anew: a person has taken a step.</summary>
    public void Forget(string tenant) => _recent.TryRemove(tenant, out _);
}
