using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>The suite's prompts, and completions for their arguments.</summary>
internal static class FixturePrompts
{
    private static readonly string[] Words = ["paris", "park", "party"];

    public static ListPromptsResult List() =>
        Samples.Of<ListPromptsResult>(
            """
            {"prompts":[
              {"name":"test_simple_prompt","description":"A simple prompt"},
              {"name":"test_prompt_with_arguments","description":"A prompt with arguments","arguments":[
                {"name":"arg1","description":"First test argument","required":true},
                {"name":"arg2","description":"Second test argument","required":true}]},
              {"name":"test_prompt_with_embedded_resource","description":"A prompt with a resource","arguments":[
                {"name":"resourceUri","description":"The resource","required":true}]},
              {"name":"test_prompt_with_image","description":"A prompt with an image"},
              {"name":"test_input_required_result_prompt","description":"A prompt that asks first"}
            ]}
            """
        );

    public static GetPromptResult Get(RequestContext<GetPromptRequestParams> request) =>
        request.Params!.Name switch
        {
            "test_simple_prompt" => Messages(Text("This is a simple prompt for testing.")),
            "test_prompt_with_arguments" => Messages(
                Text($"Prompt with arguments: arg1='{Argument(request, "arg1")}', arg2='{Argument(request, "arg2")}'")
            ),
            "test_prompt_with_embedded_resource" => Messages(
                Samples.Json(
                    new
                    {
                        type = "resource",
                        resource = new
                        {
                            uri = Argument(request, "resourceUri"),
                            mimeType = "text/plain",
                            text = "Embedded resource content for testing.",
                        },
                    }
                ),
                Text("Please process the embedded resource above.")
            ),
            "test_prompt_with_image" => Messages(
                $$"""{"type":"image","data":"{{Samples.Png}}","mimeType":"image/png"}""",
                Text("Please analyze the image above.")
            ),
            "test_input_required_result_prompt" => Messages(Text($"In the context of {Context(request)}")),
            var other => throw new McpProtocolException($"There is no prompt {other}.", McpErrorCode.InvalidParams),
        };

    public static CompleteResult Complete(string begun)
    {
        var values = Words.Where(w => w.StartsWith(begun, StringComparison.Ordinal)).ToList();
        return new()
        {
            Completion = new()
            {
                Values = values,
                Total = values.Count,
                HasMore = false,
            },
        };
    }

    private static string Context(RequestContext<GetPromptRequestParams> request)
    {
        var ask = AskingTools.Elicitation("What context should the prompt use?", """{"context":{"type":"string"}}""");
        return Asked.Text(Asked.Need(request, $$"""{"user_context":{{ask}}}""")["user_context"], "context");
    }

    private static GetPromptResult Messages(params string[] contents) =>
        Samples.Of<GetPromptResult>(
            Samples.Json(new { messages = contents.Select(c => new { role = "user", content = JsonElement.Parse(c) }) })
        );

    private static string Text(string text) => Samples.Json(new { type = "text", text });

    private static string Argument(RequestContext<GetPromptRequestParams> request, string name) =>
        request.Params!.Arguments?.TryGetValue(name, out var value) == true
            ? value.ToString()
            : throw new McpProtocolException($"The argument {name} is missing.", McpErrorCode.InvalidParams);
}
