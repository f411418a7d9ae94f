using Headgate.Features;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>Gates like a server's, over a ledger of a benchmark's choice.</summary>
internal static class Gates
{
    public static Gatekeeper Over(World world, Ledger ledger) =>
        new(Actions.Catalogue(), GuardList.InOrder(world.Memory, TimeProvider.System), ledger, TimeProvider.System);

    /// <summary>A call as a door makes it.</summary>
    public static Call Call(Principal by, string action, System.Text.Json.JsonElement arguments)
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
            Seed = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32),
        };
    }
}
