using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>Which switch a call means: the organisation's, unless it names a channel, an agent or a run.</summary>
internal static class Which
{
    /// <summary>The switch's name.</summary>
    /// <exception cref="RefusedException">It names more than one, or something that does not exist.</exception>
    public static async ValueTask<string> Of(Reader reader, string? channel, string? agent, string? run)
    {
        if (new[] { channel, agent, run }.Count(g => g is not null) > 1)
            throw new RefusedException(Refusal.Input("channel", "one of channel, agent and run", "more than one"));
        if (channel is not null)
            return Switches.Channel(channel);
        if (agent is not null)
            return Switches.Agent(
                await reader.Word(
                    "SELECT id FROM agents WHERE tenant = @tenant AND (id = @agent OR name = @agent)",
                    ("agent", agent.Trim())
                ) ?? throw new RefusedException(Refusal.NotFound("agent", agent))
            );
        if (run is not null)
            return Switches.Run(
                await reader.Word("SELECT id FROM runs WHERE tenant = @tenant AND id = @run", ("run", run))
                    ?? throw new RefusedException(Refusal.NotFound("run", run))
            );
        return Switches.Organisation;
    }
}
