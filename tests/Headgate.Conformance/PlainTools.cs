using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>Tools that answer by themselves: every kind of content, progress, log messages, an error.</summary>
internal static class PlainTools
{
    private const string RichSchema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "$defs": {
            "address": {
              "$anchor": "addressDef",
              "type": "object",
              "properties": { "street": { "type": "string" }, "city": { "type": "string" } }
            }
          },
          "properties": {
            "name": { "type": "string" },
            "address": { "$ref": "#/$defs/address" },
            "contactMethod": { "type": "string", "enum": ["phone", "email"] },
            "phone": { "type": "string" },
            "email": { "type": "string" }
          },
          "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
          "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
          "then": { "required": ["phone"] },
          "else": { "required": ["email"] },
          "additionalProperties": false
        }
        """;

    public static IEnumerable<FixtureTool> All() =>
        [
            Fixed("test_simple_text", """{"type":"text","text":"This is a simple text response for testing."}"""),
            Fixed("test_image_content", Image),
            Fixed("test_audio_content", $$"""{"type":"audio","data":"{{Samples.Wav}}","mimeType":"audio/wav"}"""),
            Fixed(
                "test_embedded_resource",
                """{"type":"resource","resource":{"uri":"test://embedded-resource","mimeType":"text/plain","text":"This is an embedded resource content."}}"""
            ),
            Fixed(
                "test_multiple_content_types",
                $$$"""
                {"type":"text","text":"Multiple content types test:"},
                {{{Image}}},
                {"type":"resource","resource":{"uri":"test://mixed-content-resource","mimeType":"application/json","text":"{\"test\":\"data\",\"value\":123}"}}
                """
            ),
            Fixed("test_error_handling", """{"type":"text","text":"This tool intentionally returns an error for testing"}""", error: true),
            new("json_schema_2020_12_tool", "Tool with JSON Schema 2020-12 features", (_, _) => new(Said("Taken.")), RichSchema),
            new("test_tool_with_progress", "Reports progress three times", Progress),
            new("test_tool_with_logging", "Sends three log messages", (request, cancel) => Log(request, always: true, cancel)),
            new("test_logging_tool", "Logs only when the request asks for it", (request, cancel) => Log(request, always: false, cancel)),
        ];

    public static CallToolResult Said(string text) => new() { Content = [new TextContentBlock { Text = text }] };

    private static string Image => $$"""{"type":"image","data":"{{Samples.Png}}","mimeType":"image/png"}""";

    private static FixtureTool Fixed(string name, string content, bool error = false) =>
        new(
            name,
            $"Answers what the suite expects of {name}",
            (_, _) => new(Samples.Of<CallToolResult>($$"""{"content":[{{content}}],"isError":{{(error ? "true" : "false")}}}"""))
        );

    private static async ValueTask<CallToolResult> Progress(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        foreach (var done in (int[])[0, 50, 100])
        {
            await Told(request, done, cancel);
            await Task.Delay(50, cancel);
        }
        return Said("Progress was reported.");
    }

    /// <summary>Tells how far a call is, if its caller wants to know.</summary>
    internal static async ValueTask Told(RequestContext<CallToolRequestParams> request, int done, CancellationToken cancel)
    {
        if (request.Params!.ProgressToken is { } token)
            await Notify(
                request,
                NotificationMethods.ProgressNotification,
                new()
                {
                    ["progressToken"] = token.Token is string text ? text : (long)token.Token!,
                    ["progress"] = done,
                    ["total"] = 100,
                },
                cancel
            );
    }

    private static async ValueTask<CallToolResult> Log(RequestContext<CallToolRequestParams> request, bool always, CancellationToken cancel)
    {
        if (always || request.Params!.Meta?["io.modelcontextprotocol/logLevel"] is not null)
            foreach (var text in (string[])["Tool execution started", "Tool processing data", "Tool execution completed"])
            {
                await Notify(
                    request,
                    NotificationMethods.LoggingMessageNotification,
                    new() { ["level"] = "info", ["data"] = text },
                    cancel
                );
                await Task.Delay(50, cancel);
            }
        return Said("Logging is done.");
    }

    private static Task Notify(
        RequestContext<CallToolRequestParams> request,
        string method,
        JsonObject parameters,
        CancellationToken cancel
    ) => request.Server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancel);
}
