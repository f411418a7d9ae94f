using ModelContextProtocol.Client;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The C# client over standard streams, attached to a server that runs.</summary>
public abstract class SdkStdioTests(ProductServer product, string version) : SdkClientTests(product, version)
{
    protected override Task<McpClient> Connect() => Clients.Stdio(Product.Folder, ProductServer.AgentName, Version);
}

/// <summary>With a handshake.</summary>
public sealed class SdkStdioLegacyTests(ProductServer product) : SdkStdioTests(product, Wire.Legacy), IClassFixture<ProductServer>;

/// <summary>Without one.</summary>
public sealed class SdkStdioModernTests(ProductServer product) : SdkStdioTests(product, Wire.Modern), IClassFixture<ProductServer>
{
    [Fact]
    [Proves(Frameworks.Aisvs, "10.3.2")]
    public async Task Who_names_no_agent_only_reads()
    {
        await using var client = await Clients.Stdio(Product.Folder, null, null);
        var tools = await client.ListToolsAsync();
        Assert.All(tools, t => Assert.True(t.ProtocolTool.Annotations!.ReadOnlyHint, t.Name));
        var refused = await client.CallToolAsync("contacts_create", new Dictionary<string, object?> { ["name"] = "Nobody" });
        Assert.True(refused.IsError);
        Assert.Equal("scopes.missing", refused.StructuredContent!.Value.GetProperty("code").GetString());
    }
}
