using System.Diagnostics;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.Stories;

/// <summary>The TypeScript client, in a process that calls what it is told, a line each.</summary>
internal sealed class NodeStoryClient : StoryClient
{
    private readonly Process _process;

    private NodeStoryClient(Process process) => _process = process;

    /// <summary>Connects.</summary>
    /// <param name="version">What it must have agreed on.</param>
    /// <param name="arguments">Those of tell.mjs.</param>
    public static async Task<NodeStoryClient> Begin(string version, string[] arguments)
    {
        NodeStoryClient client = new(await NodeClients.Begin("tell.mjs", arguments));
        Assert.Equal(version, (await client.Line()).GetProperty("version").GetString());
        return client;
    }

    public override async Task<JsonElement> Call(string tool, object arguments)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { name = tool, arguments }));
        var said = await Line();
        Assert.False(said.TryGetProperty("isError", out var error) && error.GetBoolean(), said.GetRawText());
        return said.GetProperty("structuredContent");
    }

    public override async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonElement> Line() =>
        JsonElement.Parse(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The client ended."));
}
