using System.Diagnostics;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>Two local clients on one data folder, and the process that serves both is killed.</summary>
public sealed class StdioTakeOverTests
{
    [Theory]
    [InlineData(Wire.Legacy)]
    [InlineData(Wire.Modern)]
    public async Task The_second_goes_on_when_the_first_is_killed(string version)
    {
        await using var product = new ProductServer();
        await product.InitializeAsync();
        await product.Close();
        using var first = Start(product.Folder);
        Process? second = null;
        try
        {
            await using var serving = await Connect(first, version);
            // Only now: of two that start at once either may come to serve.
            second = Start(product.Folder);
            await using var client = await Connect(second, version);
            var before = await Create(client, "before");
            Assert.Equal(before, await Create(serving, "before"));
            first.Kill();
            await first.WaitForExitAsync();
            // What was under way may be answered with an error; the same key makes the repetition safe.
            var after = await Create(client, "after");
            Assert.Equal(after, await Create(client, "after"));
            Assert.NotEqual(before, after);
            Assert.Equal(37, (await client.ListToolsAsync()).Count);
            var all = (await client.CallToolAsync("contacts_list")).StructuredContent!.Value.GetProperty("items");
            Assert.Equal(2, all.GetArrayLength());
        }
        finally
        {
            first.Kill();
            second?.Kill();
            await (second?.WaitForExitAsync() ?? Task.CompletedTask);
            second?.Dispose();
        }
    }

    private static Process Start(string folder) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Clients.Program, .. Clients.Arguments(folder, ProductServer.AgentName)])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    private static Task<McpClient> Connect(Process process, string version) =>
        McpClient.CreateAsync(
            new StreamClientTransport(process.StandardInput.BaseStream, process.StandardOutput.BaseStream),
            Patient.Options(version)
        );

    private static async Task<string> Create(McpClient client, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await client.CallToolAsync(
                    "contacts_create",
                    new Dictionary<string, object?>
                    {
                        ["name"] = $"Ann {key}",
                        ["email"] = $"{key}@takeover.example",
                        ["idempotency_key"] = key,
                    }
                );
                Assert.True(answer.IsError != true, answer.StructuredContent?.ToString());
                return answer.StructuredContent!.Value.GetProperty("contact").GetProperty("id").GetString()!;
            }
            catch (McpException ended) when (attempt < 3 && ended.Message.Contains("same idempotency_key"))
            {
                // Repeated, as it says.
            }
        }
    }
}
