using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Tests.Running;

/// <summary>What some actions need made first, so that calling them changes something: a record nobody has tagged, a draft nobody has discarded.</summary>
internal sealed class Fresh(Func<string, object, Task<JsonElement>> ask, Func<string, object, Task<JsonElement>> agent)
{
    /// <summary>Makes it, and puts it into the arguments.</summary>
    public async Task For(string action, JsonObject arguments, int n)
    {
        switch (action)
        {
            case "records.tag":
                arguments["ids"] = new JsonArray(await Contact(n));
                break;
            case "leads.update_status" or "leads.convert" or "drafts.discard" or "opportunities.move_stage":
                arguments["id"] = action switch
                {
                    "drafts.discard" => await Id(
                        "email.draft",
                        new
                        {
                            contact_id = await Contact(n),
                            subject = $"S {n}",
                            body = "B",
                        }
                    ),
                    "opportunities.move_stage" => await Id("opportunities.create", new { name = $"Fresh deal {n}" }),
                    _ => await Contact(n),
                };
                break;
            case "runs.get" or "runs.undo":
                arguments[action == "runs.get" ? "id" : "run"] = await Event(n);
                break;
            case "records.merge":
                (arguments["survivor"], arguments["merged"]) = (await Contact(n), new JsonArray(await Contact(n + 500_000)));
                break;
            case "subjects.erase" or "subjects.hold":
                arguments["contact"] = await Contact(n);
                break;
            case "subjects.lift":
                var kept = await Contact(n);
                await ask("subjects.hold", new { contact = kept, reason = $"File {n}" });
                arguments["contact"] = kept;
                break;
            case "records.delete":
                arguments["ids"] = new JsonArray(await Contact(n));
                break;
            case "records.assign":
                arguments["ids"] = new JsonArray(await Contact(n));
                arguments["owner"] = $"ben@{Books.OurWord}.example";
                break;
            case "imports.chunk" or "imports.finish":
                var begun = await ask("imports.begin", new { kind = "accounts", fingerprint = $"fresh{n:D59}" });
                arguments["job"] = Seed.IdIn(begun, "job");
                if (arguments.ContainsKey("position"))
                    arguments["position"] = 0;
                break;
            case "demo.seed":
                arguments["chunk"] = (await ask("demo.seed", new { })).GetProperty("next").GetInt64();
                break;
            case "approvals.approve" or "approvals.reject":
                var held = await Held(n);
                arguments["ids"] = new JsonArray(held.GetProperty("approval").GetString());
                if (arguments.ContainsKey("plan_hashes"))
                    arguments["plan_hashes"] = new JsonArray(held.GetProperty("plan_hash").GetString());
                break;
            case "approvals.edit":
                var waits = await Held(n);
                arguments["id"] = waits.GetProperty("approval").GetString();
                arguments["plan_hash"] = waits.GetProperty("plan_hash").GetString();
                arguments["arguments"] = new JsonObject { ["name"] = $"Edited {n}" };
                break;
            case "policies.from_rejection":
                var refused = (await Held(n)).GetProperty("approval").GetString()!;
                await ask("approvals.reject", new { ids = new[] { refused }, reason = $"rejected for {n}" });
                arguments["approval"] = refused;
                break;
            case "approvals.get":
                arguments["id"] = (await Held(n)).GetProperty("approval").GetString();
                break;
            case "policies.enable":
                await ask("policies.disable", new { name = "no_regulated_data" });
                break;
            case "policies.disable":
                await ask("policies.enable", new { name = "no_regulated_data" });
                break;
            case "agents.revoke":
                await ask("agents.create", new { name = $"fresh {n}", scopes = new[] { "mcp:read" } });
                arguments["agent"] = $"fresh {n}";
                break;
            case "agents.suspend" or "agents.resume":
                await ask("agents.create", new { name = $"fresh {n}", scopes = new[] { "mcp:read" } });
                if (action == "agents.resume")
                    await ask("agents.suspend", new { agent = $"fresh {n}" });
                arguments["agent"] = $"fresh {n}";
                break;
            case "providers.remove":
                await ask(
                    "providers.configure",
                    new
                    {
                        name = $"fresh provider {n}",
                        issuer = $"https://fresh{n}.example",
                        client = "headgate",
                    }
                );
                arguments["name"] = $"fresh provider {n}";
                break;
            case "clients.revoke":
                var connected = await ask(
                    "clients.register",
                    new
                    {
                        name = $"fresh client {n}",
                        keys = Samples.PublicKey,
                        scopes = new[] { "mcp:read" },
                    }
                );
                arguments["grant_id"] = connected.GetProperty("client_id").GetString();
                break;
            case "users.suspend" or "users.resume" or "users.reset_factors":
                arguments["person"] = await Person(n);
                if (action == "users.resume")
                    await ask("users.suspend", new { person = arguments["person"]!.GetValue<string>() });
                break;
            case "teams.update":
                arguments["team"] = await Id("teams.create", new { name = $"Fresh team {n}" });
                break;
            case "users.end_session":
                await ask("users.link", new { person = "me" });
                arguments["session"] = (await ask("users.sessions", new { })).GetProperty("items")[0].GetProperty("id").GetString();
                break;
            case "users.set_password" or "users.add_passkey":
                await ask("users.reset_factors", new { person = "me" });
                break;
            case "users.sign_in" or "users.remove_factor":
                await ask("users.reset_factors", new { person = "me" });
                arguments["factor"] = await Passkey(n);
                if (action == "users.sign_in")
                    (arguments["counter"], arguments["challenge"]) = (5, $"{n:D64}");
                else
                    await ask(
                        "users.sign_in",
                        new
                        {
                            factor = arguments["factor"]!.GetValue<string>(),
                            counter = 1,
                            challenge = $"9{n:D63}",
                        }
                    );
                break;
            case "outbound.on":
                await ask("outbound.off", new { reason = $"prepared for {n}" });
                break;
            case "rollout.step" or "rollout.end":
                await ask("agents.create", new { name = $"rollout {n}", scopes = new[] { "mcp:read" } });
                object first = new
                {
                    week = 1,
                    use_case = $"Use {n}",
                    agent = $"rollout {n}",
                };
                if (action == "rollout.end")
                    await ask("rollout.step", first);
                else
                    foreach (var (name, value) in JsonSerializer.SerializeToNode(first)!.AsObject())
                        arguments[name] = value!.DeepClone();
                break;
            case "outbound.release" or "outbound.discard":
                await Open(n);
                var sent = await ask(
                    "email.send",
                    new
                    {
                        contact_id = await Contact(n),
                        subject = $"Held {n}",
                        body = "B",
                    }
                );
                await ask("outbound.off", new { reason = $"held for {n}" });
                arguments["ids"] = new JsonArray(Seed.IdIn(sent, "out"));
                await Open(n);
                break;
            case "outbound.off" or "email.send" or "sms.send" or "calls.place" or "conversations.reply":
                await Open(n);
                break;
            default:
                break;
        }
    }

    private async Task<string> Passkey(int n) => (
            await ask(
                "users.add_passkey",
                new
                {
                    name = "fresh",
                    key_id = $"fresh{n:D20}",
                    public_key = $"{n:D60}",
                    counter = 0,
                    challenge = $"8{n:D63}",
                }
            )
        ).GetProperty("factor").GetString()!;

    private async Task<string> Person(int n) => (
            await ask(
                "users.invite",
                new
                {
                    name = $"Fresh {n}",
                    email = $"fresh{n}@person.example",
                    role = "rep",
                }
            )
        ).GetProperty("user").GetProperty("id").GetString()!;

    private async Task Open(int n)
    {
        await ask("outbound.on", new { reason = $"prepared for {n}" });
        foreach (var channel in (string[])["email", "sms", "call"])
            await ask("outbound.on", new { channel, reason = $"prepared for {n}" });
    }

    private async Task<JsonElement> Held(int n)
    {
        await ask("rollout.end", new { reason = $"prepared for {n}" });
        await ask("approvals.configure", new { leads = true });
        var held = await agent(
            "contacts.create",
            new
            {
                name = $"Held {n}",
                email = $"held{n}@fresh.example",
                lifecycle = "lead",
            }
        );
        await ask("approvals.configure", new { leads = false });
        return held;
    }

    // Of a call of the agent's own, since it finds no other; of a person's when the agent's waits.
    private async Task<string> Event(int n)
    {
        await ask("rollout.end", new { reason = $"prepared for {n}" });
        var arguments = new { title = $"Fresh {n}", due_at = "2027-01-04" };
        var task = Seed.IdIn(await agent("tasks.create", arguments), "tsk") is { Length: > 0 } made
            ? made
            : Seed.IdIn(await ask("tasks.create", arguments), "tsk");
        return Seed.IdIn((await ask("audit.search", new { record = task, limit = 1 })).GetProperty("items")[0], "evt");
    }

    private Task<string> Contact(int n) =>
        Id(
            "contacts.create",
            new
            {
                name = $"Fresh {n}",
                email = $"fresh{n}@fresh.example",
                lifecycle = "lead",
            }
        );

    private async Task<string> Id(string action, object arguments) =>
        (await ask(action, arguments)).EnumerateObject().First().Value.GetProperty("id").GetString()!;
}
