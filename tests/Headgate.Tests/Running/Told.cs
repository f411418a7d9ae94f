using System.Text.Json;

namespace Headgate.Tests.Running;

/// <summary>What came back through a door.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The whole body.</param>
/// <param name="Code">The refusal's code; the number of a protocol error; nothing when all went well.</param>
/// <param name="Answer">The answer when all went well.</param>
internal sealed record Told(int Status, string Text, string? Code, JsonElement? Answer)
{
    /// <summary>Reads what REST says.</summary>
    public static Told OfRest(int status, string text)
    {
        var json = Parse(text);
        return status is 200 or 202
            ? new(status, text, null, json)
            : new(status, text, json is { ValueKind: JsonValueKind.Object } said ? Part(said, "code")?.GetString() : "", null);
    }

    /// <summary>Reads what MCP says, as JSON or as an event stream with one answer.</summary>
    public static Told OfMcp(int status, string text)
    {
        var said = text;
        if (
            text.StartsWith("event:", StringComparison.Ordinal)
            || text.StartsWith(':')
            || text.StartsWith("data:", StringComparison.Ordinal)
        )
            said = text.Split('\n').LastOrDefault(l => l.StartsWith("data:", StringComparison.Ordinal))?[5..] ?? "";
        if (Parse(said) is not { ValueKind: JsonValueKind.Object } json)
            return new(status, text, status is 202 ? null : "", null);
        if (Part(json, "error") is { } error)
            return new(status, text, CodeIn(Part(error, "message")?.GetString()) ?? Part(error, "code")?.GetRawText() ?? "", null);
        if (Part(json, "result") is not { } result)
            return new(status, text, Part(json, "code")?.GetString() ?? "", null);
        var structured = Part(result, "structuredContent");
        return Part(result, "isError") is { ValueKind: JsonValueKind.True }
            ? new(status, text, structured is { } refusal ? Part(refusal, "code")?.GetString() ?? "" : "", null)
            : new(status, text, null, structured ?? result);
    }

    // A refused prompt is a protocol error whose sentence begins with the code.
    private static string? CodeIn(string? message) =>
        message is not null
        && message.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && message[..colon] is var code
        && Form(code)
            ? code
            : null;

    private static bool Form(string code) =>
        code.Count(c => c == '.') == 1 && code.All(c => c is '.' or '_' || char.IsAsciiLetterLower(c)) && code[0] != '.' && code[^1] != '.';

    private static JsonElement? Part(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) ? part : null;

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
