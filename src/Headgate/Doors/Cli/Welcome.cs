using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Doors.Cli;

/// <summary>What a newcomer sees: where to go, and what to paste into a client.</summary>
internal static class Welcome
{
    /// <summary>Seeds the demo company; where it is seeded already, nothing happens.</summary>
    public static async Task Seed(Site site, CancellationToken cancel)
    {
        var operators = await Operator.Of(site, null, cancel);
        var at = await Ask(site, operators, "demo.seed", new { }, cancel);
        while (!at.GetProperty("finished").GetBoolean())
            at = await Ask(site, operators, "demo.seed", new { chunk = at.GetProperty("next").GetInt64() }, cancel);
    }

    public static async Task Print(Site site, string address, JsonElement? made, CancellationToken cancel)
    {
        var person = await Operator.Of(site, null, cancel);
        var admin = person with { Only = null };
        var link =
            made?.GetProperty("sign_in_link").GetString()
            ?? (await Ask(site, admin, "users.link", new { person = "me" }, cancel)).GetProperty("sign_in_link").GetString();
        var agent = await Ask(
            site,
            admin,
            "agents.create",
            new
            {
                name = "demo",
                scopes = new[] { "mcp:read", "mcp:write", "mcp:comms", "mcp:admin" },
                toolsets = new[] { "all" },
                ttl = 86_400,
            },
            cancel
        );
        var token = agent.GetProperty("token").GetString();
        var http = Config(
            new
            {
                type = "http",
                url = $"{address}/mcp",
                headers = new { Authorization = $"Bearer {token}" },
            }
        );
        var stdio = Config(new { command = Command(), args = new[] { "mcp", "--data", site.Settings.Data } });
        Console.Out.WriteLine(
            $"""

            Headgate is up.

              Web       {address}/sign-in/{link}   (signs you in once)
              MCP       {address}/mcp
              Sandbox   {address}/sandbox/mcp
              Data      {site.Settings.Data}

            Paste into a client that sends headers (Claude Code, Cursor, VS Code; the token is good for 24 h):

              {http}

            Or let a client on this machine start it (reads only; add "--agent","NAME" for an agent of yours):

              {stdio}

            Stop with Ctrl+C.
            """
        );
    }

    private static string Config(object server) => JsonSerializer.Serialize(new { mcpServers = new { headgate = server } });

    private static string Command() => Settings.Of("HEADGATE_COMMAND") ?? Environment.ProcessPath ?? "headgate";

    private static async Task<JsonElement> Ask(Site site, Principal by, string action, object arguments, CancellationToken cancel)
    {
        var outcome = await site.Pass(by, Door.Cli, action, JsonSerializer.SerializeToElement(arguments), new("headgate-cli"), cancel);
        return outcome.Refusal is { } refusal
            ? throw new Store.StoreException($"{refusal.Why} {refusal.Do}")
            : JsonElement.Parse(outcome.Json.Span);
    }
}
