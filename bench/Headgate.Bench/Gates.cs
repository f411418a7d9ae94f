using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Gate.Limits;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>Gates like a server's, over a ledger of a benchmark's choice.</summary>
internal static class Gates
{
    public static Gatekeeper Over(World world, Ledger ledger) =>
        new(Actions.Catalogue(), GuardList.InOrder(world.Memory, TimeProvider.System), ledger, TimeProvider.System);

    /// <summary>Limits that nothing reaches: what is measured is the way through, and not a refusal.</summary>
    public static object NoLimits =>
        new { limits = LimitList.All.Where(l => l.Golden is not null).Select(l => new { name = l.Name, most = 1_000_000_000L }) };

    /// <summary>A call of somebody who prepares, which must not be refused.</summary>
    public static async Task<JsonElement> Ask(Site site, Principal by, string action, object arguments)
    {
        var outcome = await site.Pass(by, Door.Cli, action, JsonSerializer.SerializeToElement(arguments));
        return outcome.Refusal is { } refusal
            ? throw new InvalidOperationException($"{action}: {refusal.Why}")
            : JsonElement.Parse(outcome.Json.Span);
    }

    /// <summary>A call as a door makes it.</summary>
    public static Call Call(Principal by, string action, JsonElement arguments)
    {
        var now = DateTimeOffset.UtcNow;
        return new()
        {
            Id = Ids.Fresh("call", now),
            By = by,
            Door = Door.Rest,
            Action = action,
            Arguments = arguments,
            At = now,
            Seed = RandomNumberGenerator.GetBytes(32),
        };
    }
}
