using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Cli;

/// <summary>What an agent does on an ordinary morning, its mistakes included: one line of what it tries, one of what the gate answers.</summary>
internal sealed class ScriptedAgent(McpClient client, TextWriter to, DateTimeOffset now)
{
    private readonly string _mark = now.ToString("MMddHHmmss");
    private int _step;

    public async Task Play(CancellationToken cancel)
    {
        var since = now.AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await Brief(cancel);
        await Inbound(cancel);
        var deal = await Stale(cancel);
        await Dedupe(cancel);
        await Stages(deal, cancel);
        await Refusals(deal, cancel);
        await Audit(since, cancel);
    }

    private async Task Brief(CancellationToken cancel)
    {
        Tries("asks for the morning brief (a prompt with live data)");
        var brief = await client.GetPromptAsync("daily_pipeline_brief", cancellationToken: cancel);
        var text = ((TextContentBlock)brief.Messages[0].Content).Text;
        Says($"{text.Length:N0} characters: {string.Join(", ", Sections(text))}");
    }

    private async Task Inbound(CancellationToken cancel)
    {
        Tries("reads what came in since yesterday; somebody wrote orders for assistants into a web form");
        var triage = await client.GetPromptAsync("inbound_triage", cancellationToken: cancel);
        var text = ((TextContentBlock)triage.Messages[0].Content).Text;
        var written = text.Split('|').Select(c => c.Trim()).FirstOrDefault(c => c.Contains("SYSTEM:", StringComparison.Ordinal));
        Says(written is null ? "nothing of the kind came in today" : $"marked as data of a stranger: {written}");
    }

    private async Task<JsonElement> Stale(CancellationToken cancel)
    {
        Tries("lists open sales that nobody has touched for 14 days");
        var list = (
            await Call(
                "opportunities_list",
                new
                {
                    pipeline = "Sales",
                    stage = "Discovery",
                    status = "open",
                    untouched_days = 14,
                    limit = 5,
                },
                cancel
            )
        ).Json;
        var deal = list.GetProperty("items")[0];
        Says(
            $"{list.GetProperty("items").GetArrayLength()} on this page, the first: {Text(deal, "name")}, {deal.GetProperty("amount").GetDecimal():N0} {Text(deal, "currency")}, "
                + $"last touched {Text(deal, "last_activity_at")?[..10]}"
        );
        return deal;
    }

    private async Task Dedupe(CancellationToken cancel)
    {
        var noor = new
        {
            name = "Noor Haddad",
            email = $"noor.haddad.{_mark}@quillfeather-kitchen.example",
            title = "Owner",
            idempotency_key = $"demo-{_mark}",
        };
        Tries("creates the contact Noor Haddad, with an idempotency key");
        var made = await Call("contacts_create", noor, cancel);
        Says(Held(made) ?? (made.Ok ? $"created {Text(made.Json.GetProperty("contact"), "id")}" : made.Said));
        Tries("loses the answer and sends the same call with the same key again");
        var again = await Call("contacts_create", noor, cancel);
        Says(
            Held(again) is { } held ? "the first answer again: " + held
            : again.Ok ? $"the first answer again, {Text(again.Json.GetProperty("contact"), "id")}; nothing was created"
            : again.Said
        );
        Tries("forgets all that and creates \"N. Haddad\" with the same address");
        Says((await Call("contacts_create", new { name = "N. Haddad", noor.email }, cancel)).Said);
    }

    private async Task Stages(JsonElement deal, CancellationToken cancel)
    {
        var id = Text(deal, "id");
        var version = deal.GetProperty("version").GetInt64();
        Tries("moves the stale deal to the stage \"Propsal\"");
        Says((await Call("opportunities_move_stage", new { id, stage = "Propsal" }, cancel)).Said);
        Tries("asks what the right name would do (dry run)");
        var dry = await Call(
            "opportunities_move_stage",
            new
            {
                id,
                stage = "Proposal",
                dry_run = true,
            },
            cancel
        );
        Says(
            dry.Ok
                ? $"would change {Fields(dry.Json)} of one record, plan {Text(dry.Json, "plan_hash")?[..12]}…; nothing is applied"
                : dry.Said
        );
        Tries($"moves it, if it is still at version {version}");
        var moved = await Call(
            "opportunities_move_stage",
            new
            {
                id,
                stage = "Proposal",
                expected_version = version,
            },
            cancel
        );
        Says(
            Held(moved) is { } waits ? waits
            : moved.Ok
                ? $"{Text(moved.Json.GetProperty("from"), "name")} → {Text(moved.Json.GetProperty("opportunity").GetProperty("stage"), "name")}, "
                    + $"now version {moved.Json.GetProperty("opportunity").GetProperty("version")}"
            : moved.Said
        );
        // Whether it was moved, waits for a person or was denied: a version that is not the present one.
        var old = version > 1 ? version - 1 : version + 1;
        Tries($"changes its next step from a copy that is not the present one (version {old})");
        Says(
            (
                await Call(
                    "opportunities_update",
                    new
                    {
                        id,
                        next_step = "Call on Monday",
                        expected_version = old,
                    },
                    cancel
                )
            ).Said
        );
    }

    private async Task Refusals(JsonElement deal, CancellationToken cancel)
    {
        var contact = deal.GetProperty("contact").GetProperty("id").GetString();
        Tries($"e-mails {Text(deal.GetProperty("contact"), "name")}");
        Says(
            (
                await Call(
                    "email_send",
                    new
                    {
                        contact_id = contact,
                        subject = "Our offer",
                        body = "Shall we talk on Monday?",
                    },
                    cancel
                )
            ).Said
        );
        Tries("tries to turn outbound on itself");
        Says((await Call("org_update", new { outbound = "on" }, cancel)).Said);
        Tries("sets a field that does not exist");
        Says((await Call("contacts_update", new { id = contact, favourite_colour = "green" }, cancel)).Said);
        Tries("reads a contact by an id of another organisation");
        Says((await Call("contacts_get", new { id = "con_01k0000000" + "0000000000000000" }, cancel)).Said);
    }

    private async Task Audit(string since, CancellationToken cancel)
    {
        Tries("looks at what the audit kept of all this");
        var found = await Call(
            "audit_search",
            new
            {
                agent = "scripted",
                since,
                limit = 30,
            },
            cancel
        );
        if (!found.Ok)
        {
            Says(found.Said);
            return;
        }
        var events = found.Json.GetProperty("items").EnumerateArray().Reverse().ToList();
        Says($"{events.Count} events, {events.Count(e => Text(e, "ended") == "refused")} refused:");
        foreach (var e in events)
            to.WriteLine($"       {Text(e, "at")?[11..19]}  {Text(e, "action"), -32} {Text(e, "ended"), -9} {Text(e, "code")}");
    }

    private void Tries(string what) => to.WriteLine($"\n{++_step, 3}  The agent {what}.");

    private void Says(string what) => to.WriteLine($"     → {what}");

    private async Task<Answer> Call(string tool, object arguments, CancellationToken cancel)
    {
        var given = JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value);
        var result = await client.CallToolAsync(tool, given, cancellationToken: cancel);
        var said = result.Content is [TextContentBlock text, ..] ? text.Text : "";
        return new(result.IsError != true, said, result.StructuredContent ?? default);
    }

    private static IEnumerable<string> Sections(string text)
    {
        foreach (var section in text.Split("\n## ").Skip(1))
        {
            var lines = section.Split('\n');
            // Two lines of every table are its head.
            yield return $"{lines[0].Split(" (", 2)[0]}: {Math.Max(0, lines.Count(l => l.StartsWith('|')) - 2)}";
        }
    }

    private static string Fields(JsonElement planned) =>
        string.Join(
            ", ",
            planned
                .GetProperty("changes")
                .EnumerateArray()
                .SelectMany(c => c.GetProperty("fields").EnumerateArray())
                .Select(f => Text(f, "field"))
        );

    private static string? Held(Answer answer) =>
        answer.Ok && Text(answer.Json, "approval") is { } approval
            ? $"held for a person as {approval}: {string.Join(" ", answer.Json.GetProperty("reasons").EnumerateArray().Select(r => Text(r, "why")))}"
            : null;

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.ToString() : null;

    private sealed record Answer(bool Ok, string Said, JsonElement Json);
}
