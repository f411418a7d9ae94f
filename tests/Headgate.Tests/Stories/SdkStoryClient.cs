using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Tests.Stories;

/// <summary>The C# client.</summary>
internal sealed class SdkStoryClient(McpClient client) : StoryClient
{
    public override async Task<JsonElement> Call(string tool, object arguments)
    {
        var given = JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(a => a.Name, object? (a) => a.Value);
        var result = await client.CallToolAsync(tool, given);
        var text = ((TextContentBlock)result.Content[0]).Text;
        Assert.False(result.IsError == true, text);
        return result.StructuredContent!.Value;
    }

    public override ValueTask DisposeAsync() => client.DisposeAsync();
}
