using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>What a tool does.</summary>
internal delegate ValueTask<CallToolResult> ToolCode(RequestContext<CallToolRequestParams> request, CancellationToken cancel);

/// <summary>One tool of the fixture.</summary>
internal sealed record FixtureTool(string Name, string Description, ToolCode Run, string Schema = FixtureTool.Nothing)
{
    /// <summary>The schema of a tool without arguments.</summary>
    public const string Nothing = """{"type":"object","additionalProperties":false}""";

    /// <summary>The tool as clients are told.</summary>
    public Tool Described { get; } =
        new()
        {
            Name = Name,
            Description = Description,
            InputSchema = JsonElement.Parse(Schema),
        };

    /// <summary>The schema of a tool with one text.</summary>
    public static string OneText(string name) =>
        $$"""{"type":"object","properties":{"{{name}}": {"type":"string"} },"required":["{{name}}"],"additionalProperties":false}""";
}
