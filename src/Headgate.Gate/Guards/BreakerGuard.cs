using System.Collections.Concurrent;
using Headgate.Gate.Breakers;

namespace Headgate.Gate.Guards;

/// <summary>
/// Stops an agent's calls of a tool that keeps failing, for each tool, provider and organisation, and tries again after a while with at most three probes. Each
/// node keeps its own count; a person's calls are counted and pass.
/// </summary>
/// <param name="memory">Where the rules come from.</param>
/// <param name="time">The time.</param>
/// <param name="mostKept">How many counts are kept before those are forgotten that say nothing.</param>
public sealed class BreakerGuard(Memory memory, TimeProvider time, int mostKept = 20_000) : Guard
{
    // The tools of the embedded CRM have no provider.
    private readonly ConcurrentDictionary<(string Tenant, string Tool, string Provider), Circuit> _circuits = new();

    /// <inheritdoc/>
    public override string Name => "breaker";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        var call = passage.Call;
        var now = time.GetUtcNow();
        passage.Breakers = () => NotClosed(call.By.Tenant, now);
        var circuit = CircuitOf(passage, now);
        passage.Through = (circuit, new(), 0);
        // Nothing is read while nothing fails. Outbound can be turned off whatever fails.
        if (circuit.IsQuiet(now) || call.By.IsPerson || Switches.AsksForOff(call, passage.Action))
            return Verdict.Pass;
        var rules = (await memory.Guardrails(passage, cancel)).Breaker;
        var tries = circuit.Enter(rules, now, out var probe, out var ground);
        passage.Basis.Breaker = ground;
        passage.Through = (tries is null ? circuit : null, rules, probe);
        if (tries is null)
            return Verdict.Pass;
        var wait = Math.Max(1, (long)Math.Ceiling((tries.Value - now).TotalSeconds));
        return Verdict.Refuse(
            new(
                "breaker.open",
                $"{passage.Action.Id} has failed too often in the last minutes; its breaker is open.",
                $"Do not retry now. It tries again in {wait} seconds; meanwhile do something else, or tell the person whom you act for."
            )
            {
                RetryAfter = wait,
            }
        );
    }

    /// <inheritdoc/>
    public override void Release(Passage passage)
    {
        var (circuit, rules, probe) = passage.Through;
        passage.Through = default;
        var failed = IsFailure(passage.Refusal?.Code);
        // A caller who went away says nothing of the tool.
        if (passage.Event is null && !failed)
            circuit?.Abandon(probe);
        else
            circuit?.Leave(failed, probe, rules, time.GetUtcNow());
    }

    private static bool IsFailure(string? code) =>
        code is "action.failed" or "guard.failed" or "store.unavailable" || code?.StartsWith("provider.", StringComparison.Ordinal) == true;

    private Circuit CircuitOf(Passage passage, DateTimeOffset now)
    {
        if (_circuits.Count > mostKept)
            foreach (var (key, kept) in _circuits)
                if (kept.IsQuiet(now))
                    _circuits.TryRemove(key, out _);
        return _circuits.GetOrAdd((passage.Call.By.Tenant, passage.Action.Id, ""), _ => new());
    }

    private IReadOnlyList<OpenBreaker> NotClosed(string tenant, DateTimeOffset now) =>
        [
            .. from kept in _circuits
            where kept.Key.Tenant == tenant
            let tries = kept.Value.Tries
            where tries is not null
            orderby kept.Key.Tool
            select new OpenBreaker(kept.Key.Tool, tries <= now ? "half_open" : "open", Moments.Iso(tries.Value)),
        ];
}
