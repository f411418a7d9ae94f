using System.Buffers;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>
/// What headers and body must agree on (specification 2026-07-28, transports, Streamable HTTP): version, method and name, so that whoever routes by headers
/// and whoever reads the body see the same call.
/// </summary>
internal static class ProtocolChecks
{
    private static readonly string[] Earlier = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

    // Visible ASCII, space and tab: what a header may carry as it is (RFC 9110, section 5.5).
    private static readonly SearchValues<char> HeaderText = SearchValues.Create([
        .. Enumerable.Range(0x20, 0x5f).Select(c => (char)c),
        '\t',
    ]);

    /// <summary>Answers a message that breaks the rules; true when it did.</summary>
    public static async ValueTask<bool> Refused(HttpContext http, Envelope message)
    {
        var version = http.Request.Headers[RequestChecks.VersionHeader].ToString();
        if (version.Length > 0 && version != RequestChecks.Modern && !Earlier.Contains(version))
        {
            await RpcError.Write(http, 400, Unsupported(message.RequestId, version));
            return true;
        }
        var wrong = RequestChecks.IsModern(version) ? Modern(http, message, version) : Legacy(message, version);
        if (wrong is not var (status, code, why))
            return false;
        await RpcError.Write(http, status, code, why, message.RequestId);
        return true;
    }

    private static (int, int, string)? Legacy(Envelope message, string version)
    {
        if (RequestChecks.IsModern(Envelope.TextOf(message.Meta, MetaKeys.ProtocolVersion) ?? ""))
            return Mismatch($"{RequestChecks.VersionHeader} is required and must match _meta.");
        if (
            message.Method == RequestMethods.Initialize
            && version.Length > 0
            && Envelope.TextOf(message.Parameters, "protocolVersion") is { } asked
            && asked != version
        )
            return Mismatch($"{RequestChecks.VersionHeader} does not match params.protocolVersion.");
        return null;
    }

    private static (int, int, string)? Modern(HttpContext http, Envelope message, string version)
    {
        if (message.Method is not { } method)
            return (400, RpcError.InvalidRequest, "Responses cannot be posted in this protocol version.");
        var told = Envelope.TextOf(message.Meta, MetaKeys.ProtocolVersion);
        if (told is not null && told != version)
            return Mismatch($"{RequestChecks.VersionHeader} does not match _meta's protocol version.");
        if (message.IsRequest && told is null)
            return (400, RpcError.InvalidParams, $"_meta/{MetaKeys.ProtocolVersion} is required.");
        if (Routed(http, method, message.Parameters) is { } mismatch)
            return Mismatch(mismatch);
        if (!message.IsRequest)
            return null;
        if (Envelope.Part(message.Meta, MetaKeys.ClientCapabilities) is not { ValueKind: JsonValueKind.Object })
            return (400, RpcError.InvalidParams, $"_meta/{MetaKeys.ClientCapabilities} is required.");
        return
            method
                is RequestMethods.Initialize
                    or RequestMethods.Ping
                    or "logging/setLevel"
                    or RequestMethods.ResourcesSubscribe
                    or RequestMethods.ResourcesUnsubscribe
            ? (404, RpcError.MethodNotFound, $"The method {method} does not exist in protocol version {version}.")
            : null;
    }

    private static string? Routed(HttpContext http, string method, JsonElement? parameters)
    {
        if (!http.Request.Headers.TryGetValue("Mcp-Method", out var told))
            return "The header Mcp-Method is required.";
        if (told.ToString().Trim() != method)
            return "Mcp-Method does not match the body.";
        var key = method switch
        {
            RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
            RequestMethods.ResourcesRead => "uri",
            _ => null,
        };
        if (key is null)
            return null;
        if (!http.Request.Headers.TryGetValue("Mcp-Name", out var name))
            return "The header Mcp-Name is required.";
        var raw = name.ToString().Trim();
        if (raw.AsSpan().ContainsAnyExcept(HeaderText) || McpHeaderEncoder.DecodeValue(raw) is not { } decoded)
            return "Mcp-Name is not validly encoded.";
        return decoded == Envelope.TextOf(parameters, key) ? null : "Mcp-Name does not match the body.";
    }

    private static (int, int, string)? Mismatch(string why) => (400, (int)McpErrorCode.HeaderMismatch, why);

    private static JsonRpcError Unsupported(RequestId id, string requested) =>
        new()
        {
            Id = id,
            Error = new()
            {
                Code = (int)McpErrorCode.UnsupportedProtocolVersion,
                Message = "This protocol version is not supported.",
                // The same list as server/discover gives, or a client could not rely on either.
                Data = JsonSerializer.SerializeToNode(
                    new UnsupportedProtocolVersionErrorData { Supported = [RequestChecks.Modern], Requested = requested },
                    McpJsonUtilities.DefaultOptions
                ),
            },
        };
}
