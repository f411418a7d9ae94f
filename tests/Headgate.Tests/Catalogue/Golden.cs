using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Tests.Catalogue;

/// <summary>An action as a file: everything that a client or a person relies on.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The file's text.</summary>
    public static string Of(ActionSpec action, JsonNode? hints) =>
        new JsonObject
        {
            ["id"] = action.Id,
            ["name"] = action.WireName,
            ["aliases"] = new JsonArray([.. action.Aliases.Select(a => (JsonNode)a)]),
            ["title"] = action.Title,
            ["description"] = action.Description,
            ["scope"] = action.Scope.Text(),
            ["effect"] = action.Effect.ToString().ToLowerInvariant(),
            ["toolset"] = action.Toolset,
            ["offered"] = action.Offered.ToString().ToLowerInvariant(),
            ["creates"] = action.Creates,
            ["hints"] = hints,
            ["input"] = Schema(action.Takes),
            ["output"] = Schema(action.Gives),
        }.ToJsonString(Readable) + "\n";

    /// <summary>A schema in full.</summary>
    public static JsonObject Schema(Node node)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
            node.Write(json, brief: false);
        return JsonNode.Parse(bytes.ToArray())!.AsObject();
    }
}
