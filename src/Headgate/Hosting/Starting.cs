using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>Opens a data folder; an empty one gets its organisation and first administrator.</summary>
public static class Starting
{
    /// <summary>Opens, and makes what is missing.</summary>
    /// <returns>The site, and what was made: shown this once.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static async Task<(Site Site, JsonElement? Made)> Open(Settings settings, string? org = null, string? admin = null)
    {
        Directory.CreateDirectory(settings.Data);
        DataFolder.Private(settings.Data);
        var logs = LoggerFactory.Create(b =>
            b.AddSimpleConsole(o => o.SingleLine = true)
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o =>
                    o.LogToStandardErrorThreshold = LogLevel.Trace
                )
        );
        var site = await Site.Open(settings, TimeProvider.System, logs);
        try
        {
            if ((await site.Organisations(CancellationToken.None)).Count > 0)
                return (site, null);
            var arguments = new JsonObject { ["name"] = org ?? "My company", ["email"] = admin ?? "admin@localhost.localdomain" };
            var outcome = await site.CreateOrganisation(JsonSerializer.SerializeToElement(arguments), Door.Cli, CancellationToken.None);
            if (outcome.Refusal is { } refusal)
                throw new StoreException($"{refusal.Why} {refusal.Do}");
            return (site, JsonElement.Parse(outcome.Json.Span));
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }
}
