using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Tests.Commands;

namespace Headgate.Tests.Replaying;

/// <summary>A run's calls once more over a backup, as an operator does it.</summary>
public sealed class DryReplayTests
{
    [Fact]
    public async Task A_run_over_a_copy_from_before_it_gives_the_same_plans_and_one_over_another_says_what_differs()
    {
        await using CommandProgram office = new();
        await office.Init();
        var (_, address) = await office.Serve();
        using var person = Client(address, office.Environment["HEADGATE_PERSON_TOKEN"]);
        var contact = await Make(person, "contacts/create", new { name = "Zoe Anders", email = "zoe@lumen.example" }, "contact");
        var account = await Make(person, "accounts/create", new { name = "Lumen" }, "account");
        var copy = Path.Combine(office.Folder, "copy");
        await office.Json("backup", copy, "--data", office.Folder, "--json");

        var made = await office.Json("agents", "create", "claude", "--scopes", "mcp:read,mcp:write", "--data", office.Folder, "--json");
        using var agent = Client(address, made.GetProperty("token").GetString()!);
        var note = await Make(agent, "notes/create", new { record_id = contact, body = "Wants a quote" }, "note");
        await Make(
            agent,
            "tasks/create",
            new
            {
                title = "Quote",
                due_at = "2030-01-01",
                record_id = account,
            },
            "task"
        );
        await agent.PostAsJsonAsync("/api/v1/contacts/update", new { id = contact, title = "Owner" });
        await agent.PostAsJsonAsync("/api/v1/contacts/create", new { name = "Zoe Anders", email = "zoe@lumen.example" });
        Assert.NotEmpty(note);
        var runs = await office.Json("runs", "list", "--data", office.Folder, "--json");
        var run = runs.GetProperty("items").EnumerateArray().First(r => r.TryGetProperty("agent", out _)).GetProperty("id").GetString()!;

        var told = await office.Json("replay", run, "--copy", copy, "--data", office.Folder, "--json");
        Assert.Equal(
            ["notes.create same_plan", "tasks.create same_plan", "contacts.update same_plan", "contacts.create not_kept"],
            told.GetProperty("calls").EnumerateArray().Select(c => $"{c.GetProperty("action")} {c.GetProperty("came")}")
        );

        // Somebody had changed the contact before: the same call would plan something else.
        await (await person.PostAsJsonAsync("/api/v1/contacts/update", new { id = contact, title = "Baker" })).Content.ReadAsStringAsync();
        var later = Path.Combine(office.Folder, "later");
        await office.Json("backup", later, "--data", office.Folder, "--json");
        var (status, output, _) = await office.Run("replay", run, "--copy", later, "--data", office.Folder);
        Assert.Equal(1, status);
        Assert.Contains("update contact: title was something else before", output, StringComparison.Ordinal);

        var judged = await office.Json("audit", "replay", "--data", office.Folder, "--json");
        Assert.Equal(0, judged.GetProperty("different").GetInt64());
        Assert.InRange(judged.GetProperty("same").GetInt64(), 5, long.MaxValue);
        var shown = await office.Run("runs", "get", run, "--facts", "--data", office.Folder);
        Assert.Contains("has the same email", shown.Output, StringComparison.Ordinal);
        var (no, _, why) = await office.Run("replay", run, "--copy", Path.GetTempPath(), "--data", office.Folder);
        Assert.Equal(2, no);
        Assert.Contains("is no copy", why, StringComparison.Ordinal);
    }

    private static async Task<string> Make(HttpClient client, string path, object arguments, string record)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/" + path, arguments);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).TryGetProperty(record, out var made) ? made.GetProperty("id").GetString()! : text;
    }

    private static HttpClient Client(Uri address, string token) =>
        new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}
