using System.Text.Json;
using Headgate.Conformance;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The TypeScript client in each of its ways to agree on a version, over HTTP and standard streams.</summary>
public sealed class TypeScriptClientTests(ProductServer product) : IClassFixture<ProductServer>
{
    [Theory]
    [InlineData("legacy", Wire.Legacy)]
    [InlineData("auto", Wire.Modern)]
    [InlineData(Wire.Modern, Wire.Modern)]
    public async Task It_sees_and_uses_everything_over_http(string mode, string version) =>
        Saw(await NodeClients.Script("look.mjs", mode, product.Mcp, product.Token), version);

    [Theory]
    [InlineData("legacy", Wire.Legacy)]
    [InlineData("auto", Wire.Modern)]
    public async Task It_sees_and_uses_everything_over_standard_streams(string mode, string version) =>
        Saw(
            await NodeClients.Script(
                "look.mjs",
                mode,
                "dotnet",
                Path.Combine(AppContext.BaseDirectory, "headgate.dll"),
                "mcp",
                "--data",
                product.Folder,
                "--agent",
                ProductServer.AgentName
            ),
            version
        );

    [Theory]
    [InlineData("legacy")]
    [InlineData("auto")]
    public async Task What_it_cancels_is_cancelled_in_the_server(string mode)
    {
        await using var fixture = await FixtureServer.Start();
        var said = await NodeClients.Script("cancel.mjs", mode, fixture.Address);
        Assert.True(said.Exit == 0, said.Errors);
        await Eventually.True(() => fixture.Fixture.Cancelled == 1, "The handler was not cancelled.");
    }

    private static void Saw(Said said, string version)
    {
        Assert.True(said.Exit == 0, said.Output + said.Errors);
        var saw = JsonElement.Parse(said.Output);
        Assert.Equal(version, saw.GetProperty("version").GetString());
        Assert.Equal(37, saw.GetProperty("tools").GetInt32());
        Assert.Contains("Headgate CRM. You are bot", saw.GetProperty("instructions").GetString());
        Assert.Equal("Ada Typed", saw.GetProperty("created").GetString());
        Assert.True(saw.GetProperty("text_equals_structured").GetBoolean());
        // This client drops what it reads together with the answer; how many are told is counted on the wire (ProgressTests).
        Assert.True(saw.GetProperty("progress").GetInt32() > 0);
        Assert.Equal("schema.invalid", saw.GetProperty("refusal").GetString());
        Assert.Equal(-32602, saw.GetProperty("unknown_tool").GetInt32());
        Assert.Equal(-32602, saw.GetProperty("wrong_cursor").GetInt32());
        Assert.True(saw.GetProperty("pages").GetInt32() >= 3);
        Assert.Equal(5, saw.GetProperty("prompts").GetInt32());
        Assert.Contains("stale", saw.GetProperty("prompt").GetString());
        Assert.Equal(2, saw.GetProperty("resources").GetInt32());
        Assert.Equal(6, saw.GetProperty("templates").GetInt32());
        Assert.Contains("Qualification", saw.GetProperty("schema").GetString());
        Assert.Contains("Ada Typed", saw.GetProperty("record").GetString());
        // This client tells the older code as the newer one.
        Assert.Equal(-32602, saw.GetProperty("unknown_resource").GetInt32());
        Assert.True(saw.GetProperty("completed").GetBoolean());
    }
}
