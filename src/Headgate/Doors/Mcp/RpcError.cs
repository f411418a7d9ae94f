using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>JSON-RPC errors that are answered before the protocol library sees a message.</summary>
internal static class RpcError
{
    public const int InvalidRequest = -32600;
    public const int InvalidParams = -32602;
    public const int MethodNotFound = -32601;
    public const int Internal = -32603;
    public const int SessionNotFound = -32001;

    /// <summary>How messages are read and written.</summary>
    public static readonly JsonTypeInfo<JsonRpcMessage> Messages =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>How answers are written: text goes as it is. They are JSON and never part of a page, and a quote in a text costs two bytes, not six.</summary>
    public static readonly JsonTypeInfo<JsonRpcMessage> Answers =
        (JsonTypeInfo<JsonRpcMessage>)
            new JsonSerializerOptions(McpJsonUtilities.DefaultOptions)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }.GetTypeInfo(typeof(JsonRpcMessage));

    public static Task Write(HttpContext http, int status, int code, string message, RequestId id = default) =>
        Write(
            http,
            status,
            new JsonRpcError
            {
                Id = id,
                Error = new() { Code = code, Message = message },
            }
        );

    public static async Task Write(HttpContext http, int status, JsonRpcError error)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(http.Response.Body, error, Answers, http.RequestAborted);
    }
}
