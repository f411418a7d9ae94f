using System.Text;
using System.Text.Json;
using Headgate.Gate;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>An outcome as the result of a tool: the same JSON as text and as structured content.</summary>
internal static class ToolAnswer
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>The arguments of a call as one object.</summary>
    public static JsonElement Arguments(IDictionary<string, JsonElement>? arguments) =>
        arguments is null or { Count: 0 } ? Empty : JsonSerializer.SerializeToElement(arguments);

    /// <summary>A result, or an error that the model can act on.</summary>
    public static CallToolResult Of(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            var told = Rendering.Answer(refusal);
            return new()
            {
                IsError = true,
                Content = [new TextContentBlock { Text = Sentence(refusal) }],
                StructuredContent = JsonElement.Parse(told.Span),
            };
        }
        return new()
        {
            Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(outcome.Json.Span) }],
            StructuredContent = JsonElement.Parse(outcome.Json.Span),
        };
    }

    /// <summary>A refusal in words.</summary>
    public static string Sentence(Refusal refusal)
    {
        var said = $"{refusal.Code}: {refusal.Why} {refusal.Do}";
        return refusal.Candidates is { Count: > 0 } could ? $"{said} Candidates: {string.Join("; ", could)}." : said;
    }
}
