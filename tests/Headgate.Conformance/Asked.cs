using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>What a request brought back of what the client was asked, in either era: the library carries older clients through the same rounds.</summary>
internal static class Asked
{
    /// <summary>The answers; asks for what is missing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="asks">What to ask: names and requests, as JSON.</param>
    /// <param name="state">What the client has to carry, unsealed.</param>
    public static Dictionary<string, JsonElement> Need<T>(RequestContext<T> request, string asks, string? state = null)
        where T : RequestParams
    {
        var wanted = Samples.Of<Dictionary<string, InputRequest>>(asks);
        Demand(request, wanted.Values);
        var given = request.Params!.InputResponses;
        if (given is null || wanted.Keys.Any(k => !given.ContainsKey(k)))
            throw new InputRequiredException(wanted, state is null ? null : SealedState.Seal(state));
        if (state is not null && SealedState.Open(request.Params.RequestState) != state)
            throw new McpProtocolException("The request state is not what this server gave.", McpErrorCode.InvalidParams);
        return wanted.Keys.ToDictionary(k => k, k => Value(k, given[k]), StringComparer.Ordinal);
    }

    /// <summary>The capabilities of the client.</summary>
    public static ClientCapabilities Capabilities<T>(RequestContext<T> request) =>
        request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities ?? new();

    /// <summary>The text that an answer is about.</summary>
    public static string Text(JsonElement answer, string name) =>
        answer.TryGetProperty("content", out var content)
        && content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty(name, out var text)
            ? text.ToString()
            : "nothing";

    private static JsonElement Value(string name, InputResponse response)
    {
        var value = response.RawValue;
        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw new McpProtocolException($"inputResponses.{name} must be an object.", McpErrorCode.InvalidParams);
    }

    // A server must not rely on what the client did not declare.
    private static void Demand<T>(RequestContext<T> request, IEnumerable<InputRequest> wanted)
    {
        var has = Capabilities(request);
        foreach (var method in wanted.Select(w => w.Method))
        {
            ClientCapabilities? missing = method switch
            {
                RequestMethods.ElicitationCreate when has.Elicitation is null => new() { Elicitation = new() },
                RequestMethods.SamplingCreateMessage when has.Sampling is null => new() { Sampling = new() },
                RequestMethods.RootsList when has.Roots is null => new() { Roots = new() },
                _ => null,
            };
            if (missing is not null)
                throw new MissingRequiredClientCapabilityException(missing, $"This needs a client that answers {method}.");
        }
    }
}
