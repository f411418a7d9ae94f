using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Headgate.Gate.Schemas;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>
/// A JSON-RPC message as it came, read once: what the checks and the shortcuts look at. The library's own form is made from it only when the library is to answer.
/// </summary>
public sealed class Envelope : IDisposable
{
    private readonly JsonDocument _document;
    private readonly ReadOnlyMemory<byte> _bytes;

    private Envelope(JsonDocument document, ReadOnlyMemory<byte> bytes)
    {
        (_document, _bytes) = (document, bytes);
        var root = document.RootElement;
        Method = root.TryGetProperty("method", out var method) && method.ValueKind == JsonValueKind.String ? method.GetString() : null;
        Id = root.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id : null;
        // Read here, where an id that is no Unicode or no whole number still makes the message none of the protocol.
        RequestId =
            Id is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole)
                ? new(whole)
                : Id?.Deserialize<RequestId>(McpJsonUtilities.DefaultOptions) ?? default;
        Parameters = root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters : null;
    }

    /// <summary>The method, of a request or notification.</summary>
    public string? Method { get; }

    /// <summary>The id, of a request.</summary>
    public JsonElement? Id { get; }

    /// <summary>The parameters.</summary>
    public JsonElement? Parameters { get; }

    /// <summary>The parameters' <c>_meta</c>.</summary>
    public JsonElement? Meta => Part(Parameters, "_meta") is { ValueKind: JsonValueKind.Object } meta ? meta : null;

    /// <summary>Whether it is a request, which gets an answer.</summary>
    public bool IsRequest => Method is not null && Id is not null;

    /// <summary>The id as the library carries it.</summary>
    public RequestId RequestId { get; }

    /// <summary>Reads a body.</summary>
    /// <returns>Nothing when it is no JSON object of the protocol.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large or cannot be read.</exception>
    public static async ValueTask<Envelope?> Read(HttpContext http)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(http.Request.ContentLength ?? 2048, 1 << 16) + 1);
        while (true)
        {
            var read = await http.Request.Body.ReadAsync(buffer.GetMemory(1024), http.RequestAborted);
            if (read == 0)
                break;
            buffer.Advance(read);
        }
        return Parse(buffer.WrittenMemory);
    }

    /// <summary>The message as the library reads it; nothing when it does not.</summary>
    public JsonRpcMessage? ToMessage()
    {
        try
        {
            return JsonSerializer.Deserialize(_bytes.Span, RpcError.Messages);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text inside an element; what is no Unicode is none.</summary>
    public static string? TextOf(JsonElement? within, string name) =>
        Part(within, name) is { ValueKind: JsonValueKind.String } part && TextNode.TryRead(part, out var text) ? text : null;

    /// <summary>A part of an element.</summary>
    public static JsonElement? Part(JsonElement? within, string name) =>
        within is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var part) ? part : null;

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static Envelope? Parse(ReadOnlyMemory<byte> bytes)
    {
        JsonDocument? document = null;
        // JSON is UTF-8 (RFC 8259, section 8.1); the parser looks at texts only when they are read.
        if (!Utf8.IsValid(bytes.Span))
            return null;
        try
        {
            document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object && TextOf(document.RootElement, "jsonrpc") == "2.0")
                return new(document, bytes);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // No JSON, or a text in it that is no Unicode.
        }
        document?.Dispose();
        return null;
    }
}
