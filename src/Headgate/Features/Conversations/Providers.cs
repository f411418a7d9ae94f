using System.Text.Json;
using Headgate.Features.Organisations;
using Headgate.Gate;

namespace Headgate.Features.Conversations;

/// <summary>Who delivers for an organisation, per channel. The one place that says whether anything can be sent at all.</summary>
internal static class Providers
{
    /// <summary>The provider of a channel.</summary>
    /// <exception cref="RefusedException">None is configured: what nobody would deliver is not queued.</exception>
    public static string Need(OrganisationRow organisation, string channel)
    {
        var configured = organisation.Providers is null
            ? null
            : JsonSerializer.Deserialize<Dictionary<string, string>>(organisation.Providers);
        return configured?.GetValueOrDefault(channel)
            ?? throw new RefusedException(
                new(
                    "comms.no_provider",
                    $"No provider is configured for {channel}: nothing was sent and nothing was queued.",
                    "A person connects one in Settings → Comms; until then prepare a draft or a task."
                )
            );
    }
}
