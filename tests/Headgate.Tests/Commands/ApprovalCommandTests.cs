using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Headgate.Tests.Commands;

/// <summary><c>approvals list|approve|reject</c>, with a server running and without one.</summary>
public sealed class ApprovalCommandTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_decides_at_the_command_line(bool running)
    {
        await using CommandProgram office = new();
        await office.Init();
        var agent = await office.Json("agents", "create", "claude", "--scopes", "mcp:read,mcp:write", "--data", office.Folder, "--json");
        var token = agent.GetProperty("token").GetString()!;
        var (server, address) = await office.Serve();
        await Ask(address, token, new { name = "Zoe", email = "zoe@example.com" });
        await Ask(address, token, new { name = "Max", email = "max@example.com" });
        if (!running)
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        var waiting = await office.Json("approvals", "list", "--data", office.Folder, "--json");
        Assert.Equal(2, waiting.GetArrayLength());
        foreach (var one in waiting.EnumerateArray())
        {
            Assert.Contains("\"changes\"", one.GetProperty("plan").GetString(), StringComparison.Ordinal);
            Assert.Equal(64, one.GetProperty("plan_hash").GetString()!.Length);
        }
        var ids = waiting.EnumerateArray().Select(a => a.GetProperty("id").GetString()!).ToArray();
        var approved = await office.Json("approvals", "approve", ids[0], "--data", office.Folder, "--json");
        Assert.Equal("executed", approved.GetProperty("status").GetString());
        await office.Json("approvals", "reject", ids[1], "--reason", "Not ours", "--data", office.Folder, "--json");
        foreach (var id in ids)
            Assert.Equal(1, (await office.Run("approvals", "approve", id, "--data", office.Folder)).Status);
        Assert.Equal(0, (await office.Json("approvals", "list", "--data", office.Folder, "--json")).GetArrayLength());
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.9")]
    public async Task An_agent_s_token_decides_nothing()
    {
        await using CommandProgram office = new();
        await office.Init();
        var agent = await office.Json("agents", "create", "claude", "--scopes", "mcp:read,mcp:write", "--data", office.Folder, "--json");
        var token = agent.GetProperty("token").GetString()!;
        var (_, address) = await office.Serve();
        var held = await Ask(address, token, new { name = "Zoe", email = "zoe@example.com" });
        office.Environment["HEADGATE_PERSON_TOKEN"] = token;
        var (status, _, why) = await office.Run("approvals", "approve", held.GetProperty("approval").GetString()!, "--data", office.Folder);
        Assert.Equal(1, status);
        Assert.Contains("scopes.", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_changed_waits_with_its_new_plan_once()
    {
        await using CommandProgram office = new();
        await office.Init();
        var agent = await office.Json("agents", "create", "claude", "--scopes", "mcp:read,mcp:write", "--data", office.Folder, "--json");
        var (_, address) = await office.Serve();
        var held = await Ask(address, agent.GetProperty("token").GetString()!, new { name = "Zoe", email = "zoe@example.com" });
        var id = held.GetProperty("approval").GetString()!;
        string[] Edit(params string[] sets) =>
            ["approvals", "edit", id, .. sets.SelectMany(s => new[] { "--set", s }), "--data", office.Folder];

        var (status, _, why) = await office.Run(Edit("name=Zoe A", "name=Zoe B"));
        Assert.Equal((2, "--set names name twice; say once what it shall be."), (status, why.Trim()));
        Assert.Equal(2, (await office.Run(Edit("=Zoe"))).Status);

        var now = await office.Json([.. Edit("name=Zoe Adams", "email="), "--json"]);
        Assert.Equal(id, now.GetProperty("approval").GetProperty("follows").GetString());
        Assert.Equal("pending", now.GetProperty("approval").GetProperty("status").GetString());
        Assert.Contains("Zoe Adams", now.GetProperty("plan").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("zoe@example.com", now.GetProperty("plan").GetString(), StringComparison.Ordinal);

        (status, _, why) = await office.Run(Edit("name=Zoe Brown"));
        Assert.Equal(1, status);
        Assert.StartsWith("approval.decided: ", why, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Ask(Uri address, string token, object contact)
    {
        using HttpClient client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await client.PostAsJsonAsync("/api/v1/contacts/create", contact);
        Assert.Equal(202, (int)answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
