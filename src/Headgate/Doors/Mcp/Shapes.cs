using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>
/// Whether a request's parameters are what its method takes. The protocol library finds out too, but says only that an error occurred, as if it were ours.
/// </summary>
internal static class Shapes
{
    private static readonly Dictionary<string, Type> Takes = new(StringComparer.Ordinal)
    {
        [RequestMethods.Initialize] = typeof(InitializeRequestParams),
        [RequestMethods.ToolsList] = typeof(ListToolsRequestParams),
        [RequestMethods.ToolsCall] = typeof(CallToolRequestParams),
        [RequestMethods.PromptsList] = typeof(ListPromptsRequestParams),
        [RequestMethods.PromptsGet] = typeof(GetPromptRequestParams),
        [RequestMethods.ResourcesList] = typeof(ListResourcesRequestParams),
        [RequestMethods.ResourcesTemplatesList] = typeof(ListResourceTemplatesRequestParams),
        [RequestMethods.ResourcesRead] = typeof(ReadResourceRequestParams),
        [RequestMethods.CompletionComplete] = typeof(CompleteRequestParams),
    };

    // A null where the protocol has a value is another shape too.
    private static readonly JsonSerializerOptions Exact = new(McpJsonUtilities.DefaultOptions) { RespectNullableAnnotations = true };

    /// <summary>Whether they fit; a method that is not known here is the library's to judge.</summary>
    public static bool Fit(JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest { Params: { } parameters } request || !Takes.TryGetValue(request.Method, out var type))
            return true;
        try
        {
            return parameters.Deserialize(type, Exact) is not null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // Another type, a part that is missing, or a text that is no Unicode.
            return false;
        }
    }
}
