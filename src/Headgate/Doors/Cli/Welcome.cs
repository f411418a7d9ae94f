using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Doors.Cli;

/// <summary>What a newcomer sees: where to go, and what to paste into a client.</summary>
internal static class Welcome
{
    /// <summary>Seeds the demo company, or goes on where seeding was broken off; where it is done, or was never begun, nothing happens.</summary>
    public static async Task Seed(Site site, bool begin, CancellationToken cancel)
    {
        var by = await Operator.Of(site, null, cancel);
        var at = await Ask(site, by, "demo.seed", new { }, cancel);
        if (!begin && at.GetProperty("next").GetInt64() == 0)
            return;
        while (!at.GetProperty("finished").GetBoolean())
            at = await Ask(site, by, "demo.seed", new { chunk = at.GetProperty("next").GetInt64() }, cancel);
    }

    /// <summary>A token for the scripted agent of a demo company; no other company gets one this way.</summary>
    /// <exception cref="Store.StoreException">The company is not the demo.</exception>
    public static async Task<string> ScriptedAgent(Site site, CancellationToken cancel)
    {
        var person = await Operator.Of(site, null, cancel);
        if (!(await Ask(site, person, "demo.seed", new { }, cancel)).GetProperty("finished").GetBoolean())
            throw new Store.StoreException(
                "The scripted agent plays in the demo company alone. Start one in a new folder: headgate up --data DIR"
            );
        return await Agent(site, person, "scripted", TimeSpan.FromMinutes(5), cancel);
    }

    public static async Task Print(Site site, string address, JsonElement? made, CancellationToken cancel)
    {
        var person = await Operator.Of(site, null, cancel);
        var admin = person with { Only = null };
        var first = made ?? await Ask(site, admin, "users.link", new { person = "me", token = true }, cancel);
        var (link, own) = (first.GetProperty("sign_in_link").GetString(), first.GetProperty("person_token").GetString());
        var token = await Agent(site, person, "demo", TimeSpan.FromHours(24), cancel);
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
              MCP       {address}/mcp   (all that a client needs that signs in by itself)
              Sandbox   {address}/sandbox/mcp
              Data      {site.Settings.Data}

            What a named person does on the command line takes their token; yours, for 30 days:

              export HEADGATE_PERSON_TOKEN={own}

            Paste into a client that sends headers (Claude Code, Cursor, VS Code; the token is good for 24 h):

              {http}

            This agent sees e-mail addresses and phone numbers; one of your own gets handles in their place unless you
            make it with --contact-details.

            Or let a client on this machine start it (reads only; add "--agent","NAME" for an agent of yours):

              {stdio}

            Stop with Ctrl+C.
            """
        );
    }

    private static async Task<string> Agent(Site site, Principal person, string name, TimeSpan life, CancellationToken cancel)
    {
        var made = await Ask(
            site,
            person with
            {
                Only = null,
            },
            "agents.create",
            new
            {
                name,
                scopes = new[] { "mcp:read", "mcp:write", "mcp:comms", "mcp:admin" },
                toolsets = new[] { "all" },
                // A newcomer looks at made-up people, and would see handles where their addresses are.
                grants = new[] { "contact_details" },
                ttl = (int)life.TotalSeconds,
            },
            cancel
        );
        return made.GetProperty("token").GetString()!;
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
