using System.Text.Json;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The official Inspector, which also judges whether schemas work everywhere.</summary>
public sealed class InspectorTests(ProductServer product) : IClassFixture<ProductServer>
{
    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    [Proves(Frameworks.Aisvs, "10.4.4")]
    public async Task Strict_finds_nothing_to_say_about_any_tool(string era)
    {
        var token = await product.Agent($"inspector-{era}", toolsets: "all");
        var said = await NodeClients.Inspector([.. Http(era, token), "--method", "tools/list", "--strict"]);
        Assert.True(said.Exit == 0, said.Errors);
        Assert.Equal("", said.Errors);
        Assert.True(JsonElement.Parse(said.Output).GetProperty("tools").GetArrayLength() > 37);
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task It_calls_a_tool_and_reads_a_resource(string era)
    {
        var called = await NodeClients.Inspector([
            .. Http(era, product.Token),
            "--method",
            "tools/call",
            "--tool-name",
            "pipelines_list",
            "--tool-arg",
            "include=[\"schema\"]",
        ]);
        Assert.True(called.Exit == 0, called.Errors);
        Assert.Equal(
            "Sales",
            JsonElement.Parse(called.Output).GetProperty("structuredContent").GetProperty("items")[0].GetProperty("name").GetString()
        );
        var read = await NodeClients.Inspector([.. Http(era, product.Token), "--method", "resources/read", "--uri", "headgate://schema"]);
        Assert.True(read.Exit == 0, read.Errors);
    }

    private string[] Http(string era, string token) =>
        [product.Mcp, "--transport", "http", "--protocol-era", era, "--connect-timeout", "0", "--header", $"Authorization: Bearer {token}"];
}
