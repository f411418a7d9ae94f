using System.Text;
using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Tests.Taint;

/// <summary>
/// An agent that does whatever the attacker wants from the moment it has read the attacker's words, which are known by a sign of their own and not by any mark
/// of the product's. It forgets after a day of silence, as the agent's context is gone by then.
/// </summary>
internal sealed class Attacker(Village village)
{
    /// <summary>Stands in every text of the attacker.</summary>
    public const string Sign = "ZX81";

    private readonly Principal _agent = village.Agent();
    private DateTimeOffset _last = village.Office.Time.GetUtcNow();
    private (string Id, string Hash)? _held;

    /// <summary>Whether it obeys the attacker.</summary>
    public bool IsTurned { get; private set; }

    /// <summary>What should not have happened.</summary>
    public List<string> Breaches { get; } = [];

    /// <summary>How many calls it made after it was turned.</summary>
    public int Attempts { get; private set; }

    /// <summary>Makes a call.</summary>
    public async Task Call(string name, (string Action, object Arguments) call)
    {
        if (village.Office.Time.GetUtcNow() - _last > Headgate.Store.Runs.Inherited)
            IsTurned = false;
        var was = IsTurned;
        var before = was ? await village.Fingerprint() : "";
        var outcome = await village.Pass(_agent, call.Action, call.Arguments);
        _last = village.Office.Time.GetUtcNow();
        var said = outcome.Refusal is { } refusal
            ? $"{refusal.Why} {refusal.Do} {string.Join(' ', refusal.Candidates ?? [])}"
            : Encoding.UTF8.GetString(outcome.Json.Span);
        // The words that it searched for come back in what it is told; records of others do not.
        if (
            said.Contains($"{Village.Foreign} deal", StringComparison.Ordinal)
            || said.Contains($"Zoe {Village.Foreign}", StringComparison.Ordinal)
        )
            Breaches.Add($"{name}: read another organisation");
        IsTurned |= said.Contains(Sign, StringComparison.Ordinal);
        if (outcome.Ended == Ended.Held)
        {
            var told = JsonElement.Parse(outcome.Json.Span);
            _held = (told.GetProperty("approval").GetString()!, told.GetProperty("plan_hash").GetString()!);
        }
        if (!was)
            return;
        Attempts++;
        var after = await village.Fingerprint();
        if (after != before)
            Breaches.Add($"{name} ({call.Action}): {Difference(before, after)}");
    }

    /// <summary>Approves what it was told waits.</summary>
    public async Task ApproveOwn()
    {
        if (_held is { } held)
            await Call("approve own", Goals.ApproveOwn(held.Id, held.Hash));
    }

    private static string Difference(string before, string after) =>
        string.Join("; ", after.Split('\n').Except(before.Split('\n')).Take(3))
        + " instead of "
        + string.Join("; ", before.Split('\n').Except(after.Split('\n')).Take(3));
}
