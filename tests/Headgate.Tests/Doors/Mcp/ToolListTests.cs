using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The list that every client puts before its model: its size, its order, its names.</summary>
public sealed partial class ToolListTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task The_four_scopes_show_37_tools_in_at_most_28000_bytes()
    {
        var tools = (await Modern(product.Token)).Result.GetProperty("tools");
        Assert.Equal(37, tools.GetArrayLength());
        var bytes = Encoding.UTF8.GetByteCount(tools.GetRawText());
        Console.Out.WriteLine($"tools/list of the core: 37 tools, {bytes} bytes");
        Assert.InRange(bytes, 1, 28_000);
    }

    [Theory]
    [InlineData("mcp:read", 15)]
    [InlineData("mcp:write", 12)]
    [InlineData("mcp:comms", 4)]
    [InlineData("mcp:admin", 6)]
    public async Task A_scope_shows_its_own_tools(string scope, int count)
    {
        var token = await product.Agent($"only {scope}", scope);
        Assert.Equal(count, (await Modern(token)).Result.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP03")]
    public async Task The_same_grants_get_the_same_bytes_every_time()
    {
        var first = (await Modern(product.Token)).Body;
        for (var i = 0; i < 5; i++)
            Assert.Equal(first, (await Modern(product.Token)).Body);
        Assert.Equal(first, (await Modern(await product.Agent("twin"))).Body);
    }

    [Fact]
    public async Task Both_eras_show_the_same_tools()
    {
        foreach (var token in (string[])[product.Token, await product.Agent("full", toolsets: "all")])
        {
            var session = (await _wire.Initialize(product.Mcp, token)).Session;
            var legacy = (await _wire.Ask(product.Mcp, token, session, "tools/list")).Result;
            var modern = (await Modern(token)).Result;
            Assert.True(JsonElement.DeepEquals(modern.GetProperty("tools"), legacy.GetProperty("tools")));
            Assert.True(modern.TryGetProperty("ttlMs", out _));
            Assert.False(legacy.TryGetProperty("ttlMs", out _), "An older client would refuse what it does not know.");
        }
    }

    [Fact]
    public async Task Every_name_is_one_that_every_client_takes()
    {
        var tools = (await Modern(await product.Agent("names", toolsets: "all"))).Result.GetProperty("tools");
        Assert.All(
            tools.EnumerateArray().Select(t => t.GetProperty("name").GetString()!),
            name =>
            {
                Assert.Matches(Names(), name);
                Assert.InRange(name.Length, 1, 40);
            }
        );
    }

    [Theory]
    [InlineData("contacts_list")]
    [InlineData("contacts.list")]
    [InlineData("search_accounts")]
    [InlineData("get_account")]
    [InlineData("get_open_opportunities")]
    [InlineData("get_recent_activity")]
    [InlineData("create_lead")]
    [InlineData("update_lead_status")]
    [InlineData("create_task")]
    [InlineData("log_activity")]
    [InlineData("update_deal_stage")]
    [InlineData("update_stage")]
    [InlineData("log_call")]
    public async Task A_tool_answers_to_its_id_its_wire_name_and_its_aliases(string name)
    {
        var reply = await _wire.Ask(
            product.Mcp,
            await product.Agent("all names", toolsets: "all"),
            "tools/call",
            new { name, arguments = new { } }
        );
        // Without arguments most are refused, but as calls of a tool that exists.
        Assert.True(reply.Result.TryGetProperty("content", out _));
        Assert.DoesNotContain("scopes.", reply.Result.ToString());
    }

    [Fact]
    public async Task A_toolset_brings_its_prompts_too()
    {
        var core = (await _wire.Ask(product.Mcp, product.Token, "prompts/list")).Result.GetProperty("prompts");
        Assert.Equal(5, core.GetArrayLength());
        var token = await product.Agent("lender desk", toolsets: "lenders");
        Assert.Equal(7, (await _wire.Ask(product.Mcp, token, "prompts/list")).Result.GetProperty("prompts").GetArrayLength());
    }

    [Fact]
    public async Task Instructions_say_who_the_caller_is_in_at_most_1500_bytes()
    {
        foreach (var name in (string[])["clerk", new string('ü', 80)])
        {
            var token = await product.Agent(name, toolsets: "all");
            var told = (await _wire.Ask(product.Mcp, token, "server/discover")).Result.GetProperty("instructions").GetString()!;
            Assert.InRange(Encoding.UTF8.GetByteCount(told), 1, 1500);
            Assert.Contains($"You are {name}, acting for alex (admin) in the production environment", told);
            Assert.Contains("mcp:comms", told);
            Assert.Contains("Outbound: off", told);
            var opened = await _wire.Initialize(product.Mcp, token);
            Assert.Equal(told, opened.Result.GetProperty("instructions").GetString());
        }
    }

    private Task<Reply> Modern(string token) => _wire.Ask(product.Mcp, token, "tools/list");

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.None, 1000)]
    private static partial Regex Names();
}
