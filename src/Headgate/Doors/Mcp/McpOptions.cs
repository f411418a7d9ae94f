using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>How one MCP address is served.</summary>
public sealed record McpOptions
{
    /// <summary>Who calls, or nothing when the request was answered with a 401.</summary>
    public required Func<HttpContext, ValueTask<Caller?>> Authenticate { get; init; }

    /// <summary>What the caller finds behind a message; most messages share one frozen value.</summary>
    public required Func<Caller, JsonRpcMessage, ValueTask<McpServerOptions>> Serve { get; init; }

    /// <summary>Answers a message before it reaches the protocol library; true when it did.</summary>
    public Func<HttpContext, Caller, Envelope, ValueTask<bool>>? Shortcut { get; init; }

    /// <summary>Hosts that may be asked for; loopback only when there is none, against DNS rebinding.</summary>
    public IReadOnlySet<string>? AllowedHosts { get; init; }

    /// <summary>How long a session may be idle.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many sessions may be open.</summary>
    public int MaxSessions { get; init; } = 1000;

    /// <summary>The largest body, in bytes.</summary>
    public long MaxBody { get; init; } = 1 << 20;

    /// <summary>After this long without a byte a response becomes an event stream with comment lines.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);
}
