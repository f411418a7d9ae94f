using ModelContextProtocol.Client;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>How the C# client connects in tests: without its own time limits, by which a busy machine would make it take a server for an older one.</summary>
internal static class Patient
{
    /// <summary>Its options.</summary>
    /// <param name="version">The version to speak; nothing lets it find out.</param>
    public static McpClientOptions Options(string? version) =>
        new()
        {
            ProtocolVersion = version,
            DiscoverProbeTimeout = Timeout.InfiniteTimeSpan,
            InitializationTimeout = TimeSpan.FromMinutes(10),
        };
}
