using ModelContextProtocol.Client;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>Connections of the C# client.</summary>
public static class Clients
{
    /// <summary>Over HTTP.</summary>
    public static Task<McpClient> Http(string url, string? token, string? version) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new()
                {
                    Endpoint = new(url),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = token is null
                        ? null
                        : new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {token}" },
                }
            ),
            Patient.Options(version)
        );

    /// <summary>Over standard streams, with a process of its own.</summary>
    public static Task<McpClient> Stdio(string folder, string? agent, string? version) =>
        McpClient.CreateAsync(
            new StdioClientTransport(new() { Command = "dotnet", Arguments = [Program, .. Arguments(folder, agent)] }),
            Patient.Options(version)
        );

    /// <summary>The built product.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "headgate.dll");

    /// <summary>The arguments of the stdio command.</summary>
    public static string[] Arguments(string folder, string? agent) =>
        agent is null ? ["mcp", "--data", folder] : ["mcp", "--data", folder, "--agent", agent];
}
