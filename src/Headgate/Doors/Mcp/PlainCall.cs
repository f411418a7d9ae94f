using System.Text.Encodings.Web;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>
/// A tool call that asks for nothing but its result: no progress, no questions in between. It is answered in one write; everything else goes through the
/// protocol library.
/// </summary>
internal sealed record PlainCall(string Name, JsonElement Arguments, string? Client)
{
    /// <summary>Whether the client opens a page for its person.</summary>
    public bool OpensPages { get; init; }

    private static readonly JsonElement NoArguments = JsonElement.Parse("{}"u8);

    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly byte[] Tail = JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["io.modelcontextprotocol/serverInfo"] = new
            {
                name = "headgate",
                title = "Headgate CRM",
                version = Product.Version,
            },
        }
    );

    /// <summary>The call in a message, when it is a plain one of a tool that exists.</summary>
    public static PlainCall? Of(Envelope message, Catalogue catalogue)
    {
        var parameters = message.Parameters;
        if (Envelope.TextOf(parameters, "name") is not { } name || catalogue.Find(name) is not { Offered: Offered.Tool })
            return null;
        if (
            Envelope.Part(message.Meta, "progressToken") is not null
            || Envelope.Part(parameters, "requestState") is not null
            || Envelope.Part(parameters, "task") is not null
        )
            return null;
        var arguments = Envelope.Part(parameters, "arguments");
        if (arguments is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            return null;
        var client = Envelope.Part(message.Meta, MetaKeys.ClientInfo);
        return new(
            name,
            arguments is { ValueKind: JsonValueKind.Object } given ? given : NoArguments,
            Envelope.TextOf(client, "name") is { } program ? $"{program} {Envelope.TextOf(client, "version")}" : null
        )
        {
            OpensPages =
                Envelope.Part(Envelope.Part(Envelope.Part(message.Meta, MetaKeys.ClientCapabilities), "elicitation"), "url") is not null,
        };
    }

    /// <summary>Writes what a client is asked before it gets the result.</summary>
    public static async Task Write(HttpContext http, Envelope message, ModelContextProtocol.Protocol.InputRequiredResult asked)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        using (var json = new Utf8JsonWriter(http.Response.BodyWriter, Readable))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WritePropertyName("result");
            json.WriteRawValue(
                JsonSerializer.SerializeToUtf8Bytes(asked, ModelContextProtocol.McpJsonUtilities.DefaultOptions),
                skipInputValidation: true
            );
            json.WritePropertyName("id");
            message.Id!.Value.WriteTo(json);
            json.WriteEndObject();
        }
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>Writes the result of a call.</summary>
    public static async Task Write(HttpContext http, Envelope message, Outcome outcome)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        var told = outcome.Refusal is { } refusal ? Rendering.Answer(refusal) : outcome.Json;
        using (var json = new Utf8JsonWriter(http.Response.BodyWriter, Readable))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteStartObject("result");
            json.WriteStartArray("content");
            json.WriteStartObject();
            json.WriteString("type", "text");
            if (outcome.Refusal is not null)
                json.WriteString("text", ToolAnswer.Sentence(outcome.Refusal));
            else
                json.WriteString("text", told.Span);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WritePropertyName("structuredContent");
            json.WriteRawValue(told.Span, skipInputValidation: true);
            if (outcome.Refusal is not null)
                json.WriteBoolean("isError", true);
            json.WriteString("resultType", "complete");
            json.WritePropertyName("_meta");
            json.WriteRawValue(Tail, skipInputValidation: true);
            json.WriteEndObject();
            json.WritePropertyName("id");
            message.Id!.Value.WriteTo(json);
            json.WriteEndObject();
        }
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
