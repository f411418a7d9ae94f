using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>Tools that answer over several requests of 2026-07-28: what is missing is asked for in the result, and the client comes again.</summary>
internal static class RoundTools
{
    private const string Prefix = "test_input_required_result_";

    private static readonly string Name = AskingTools.Elicitation("What is your name?", """{"name":{"type":"string"}}""");
    private static readonly string Confirm = AskingTools.Elicitation("Please confirm", """{"ok":{"type":"boolean"}}""");
    private static readonly string Capital = AskingTools.Sampling("What is the capital of France?");
    private const string Roots = """{"method":"roots/list","params":{}}""";

    public static IEnumerable<FixtureTool> All() =>
        [
            Tool(
                "elicitation",
                request => $"Hello, {Asked.Text(Asked.Need(request, $$"""{"user_name":{{Name}}}""")["user_name"], "name")}!"
            ),
            Tool("sampling", request => $"It said {Asked.Need(request, $$"""{"capital_question":{{Capital}}}""")["capital_question"]}"),
            Tool("list_roots", request => $"The roots are {Asked.Need(request, $$"""{"client_roots":{{Roots}}}""")["client_roots"]}"),
            Tool("request_state", Confirmed),
            Tool("tampered_state", Confirmed),
            Tool("multiple_inputs", Several),
            Tool("multi_round", Rounds),
            Tool("capabilities", Able),
        ];

    private static FixtureTool Tool(string name, Func<RequestContext<CallToolRequestParams>, string> say) =>
        new(Prefix + name, $"Asks in rounds: {name.Replace('_', ' ')}", (request, _) => new(PlainTools.Said(say(request))));

    private static string Confirmed(RequestContext<CallToolRequestParams> request)
    {
        Asked.Need(request, $$"""{"confirm":{{Confirm}}}""", "confirming");
        return "state-ok";
    }

    private static string Several(RequestContext<CallToolRequestParams> request)
    {
        var answers = Asked.Need(
            request,
            $$"""{"user_name":{{Name}},"greeting":{{AskingTools.Sampling("Generate a greeting")}},"client_roots":{{Roots}}}""",
            "several"
        );
        return $"{Asked.Text(answers["user_name"], "name")}, {answers["greeting"]}, {answers["client_roots"]}";
    }

    private static string Rounds(RequestContext<CallToolRequestParams> request)
    {
        var first = $$"""{"step1":{{Name}}}""";
        // The state tells in which round the client is; a changed one is no state.
        switch (request.Params!.RequestState is { } carried ? SealedState.Open(carried) ?? "" : null)
        {
            case null:
                Asked.Need(request, first, "round 1");
                goto default;
            case "round 1":
                Asked.Need(request, first, "round 1");
                throw new InputRequiredException(
                    Samples.Of<Dictionary<string, InputRequest>>(
                        $$"""{"step2":{{AskingTools.Elicitation("What is your favorite color?", """{"color":{"type":"string"}}""")}}}"""
                    ),
                    SealedState.Seal("round 2")
                );
            case "round 2" when request.Params.InputResponses?.ContainsKey("step2") == true:
                return "Three rounds are done.";
            default:
                throw new McpProtocolException("The request state is not what this server gave.", McpErrorCode.InvalidParams);
        }
    }

    private static string Able(RequestContext<CallToolRequestParams> request)
    {
        var has = Asked.Capabilities(request);
        List<string> asks = [];
        if (has.Elicitation is not null)
            asks.Add($"\"user_name\":{Name}");
        if (has.Sampling is not null)
            asks.Add($"\"greeting\":{Capital}");
        Asked.Need(request, $"{{{string.Join(',', asks)}}}");
        return "Only what the client can was asked.";
    }
}
