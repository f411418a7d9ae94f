using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>Tools that ask the client once: a model's answer, or a person's.</summary>
internal static class AskingTools
{
    private const string Defaults = """
        {
          "name": { "type": "string", "default": "John Doe" },
          "age": { "type": "integer", "default": 30 },
          "score": { "type": "number", "default": 95.5 },
          "status": { "type": "string", "enum": ["active", "inactive", "pending"], "default": "active" },
          "verified": { "type": "boolean", "default": true }
        }
        """;

    private const string Enums = """
        {
          "untitledSingle": { "type": "string", "enum": ["option1", "option2", "option3"] },
          "titledSingle": {
            "type": "string",
            "oneOf": [
              { "const": "value1", "title": "First Option" },
              { "const": "value2", "title": "Second Option" },
              { "const": "value3", "title": "Third Option" }
            ]
          },
          "legacyEnum": {
            "type": "string",
            "enum": ["opt1", "opt2", "opt3"],
            "enumNames": ["Option One", "Option Two", "Option Three"]
          },
          "untitledMulti": { "type": "array", "items": { "type": "string", "enum": ["option1", "option2", "option3"] } },
          "titledMulti": {
            "type": "array",
            "items": {
              "anyOf": [
                { "const": "value1", "title": "First Choice" },
                { "const": "value2", "title": "Second Choice" },
                { "const": "value3", "title": "Third Choice" }
              ]
            }
          }
        }
        """;

    private const string Person = """{"username":{"type":"string","description":"User's response"},"email":{"type":"string"}}""";

    public static IEnumerable<FixtureTool> All() =>
        [
            new("test_sampling", "Asks the client's model", Sample, FixtureTool.OneText("prompt")),
            new(
                "test_elicitation",
                "Asks the person at the client",
                (request, _) => Elicit(request, Argument(request, "message"), Person, "User response"),
                FixtureTool.OneText("message")
            ),
            Form("test_elicitation_sep1034_defaults", Defaults),
            Form("test_elicitation_sep1330_enums", Enums),
            Form("test_streaming_elicitation", """{"name":{"type":"string"}}"""),
            new("test_missing_capability", "Needs a client with sampling", (request, _) => Ask(request, "Ready?")),
        ];

    /// <summary>An elicitation as JSON.</summary>
    public static string Elicitation(string message, string properties) =>
        Samples.Json(
            new
            {
                method = "elicitation/create",
                @params = new { message, requestedSchema = new { type = "object", properties = JsonElement.Parse(properties) } },
            }
        );

    /// <summary>A question to the client's model as JSON.</summary>
    public static string Sampling(string question) =>
        Samples.Json(
            new
            {
                method = "sampling/createMessage",
                @params = new
                {
                    messages = new[] { new { role = "user", content = new { type = "text", text = question } } },
                    maxTokens = 100,
                },
            }
        );

    private static FixtureTool Form(string name, string properties) =>
        new(
            name,
            "Asks the person at the client with a form",
            (request, _) => Elicit(request, "Please fill in", properties, "Elicitation completed")
        );

    private static ValueTask<CallToolResult> Sample(RequestContext<CallToolRequestParams> request, CancellationToken cancel) =>
        Ask(request, Argument(request, "prompt"));

    private static ValueTask<CallToolResult> Ask(RequestContext<CallToolRequestParams> request, string question)
    {
        var answers = Asked.Need(request, $$"""{"answer":{{Sampling(question)}}}""");
        return new(PlainTools.Said($"LLM response: {answers["answer"]}"));
    }

    private static ValueTask<CallToolResult> Elicit(
        RequestContext<CallToolRequestParams> request,
        string message,
        string properties,
        string lead
    )
    {
        var answer = Asked.Need(request, $$"""{"form":{{Elicitation(message, properties)}}}""")["form"];
        return new(PlainTools.Said($"{lead}: {answer}"));
    }

    private static string Argument(RequestContext<CallToolRequestParams> request, string name) =>
        request.Params!.Arguments?.TryGetValue(name, out var value) == true ? value.ToString() : "";
}
