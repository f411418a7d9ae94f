using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Hosting;

namespace Headgate.Doors.Rest;

/// <summary>The REST door described in OpenAPI 3.1, from the same catalogue that serves it.</summary>
internal static class OpenApi
{
    private static readonly Node RefusalSchema = SchemaOf.Output(typeof(Refusal));

    public static byte[] Describe(Site site)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = false }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "Headgate");
            json.WriteString("version", Product.Version);
            json.WriteString("description", "Every action of the catalogue. Each call passes the same gate as over MCP.");
            json.WriteEndObject();
            WriteServers(json, site);
            json.WriteStartArray("security");
            json.WriteStartObject();
            json.WriteStartArray("bearer");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("paths");
            foreach (var action in site.Catalogue.All.Where(a => a.Offered != Offered.Inside))
                WritePath(json, action);
            json.WriteEndObject();
            WriteComponents(json);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void WriteServers(Utf8JsonWriter json, Site site)
    {
        json.WriteStartArray("servers");
        foreach (var prefix in (string[])["", "/sandbox"])
        {
            json.WriteStartObject();
            json.WriteString("url", (site.Settings.Url ?? "") + prefix + "/api/v1");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePath(Utf8JsonWriter json, ActionSpec action)
    {
        json.WriteStartObject("/" + action.Id.Replace('.', '/'));
        json.WriteStartObject("post");
        json.WriteString("operationId", action.WireName);
        json.WriteString("summary", action.Title);
        json.WriteString("description", $"{action.Description} Scope: {action.Scope.Text()}.");
        json.WriteStartArray("tags");
        json.WriteStringValue(action.Toolset);
        json.WriteEndArray();
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", action.Takes.Properties.Any(p => p.Required));
        WriteContent(json, w => action.Takes.Write(w, brief: false));
        json.WriteEndObject();
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "Done. With dry_run: the plan instead.");
        WriteContent(json, w => action.Gives.Write(w, brief: false));
        json.WriteEndObject();
        json.WriteStartObject("default");
        json.WriteString("description", "Refused: a stable code, why, and what to do.");
        WriteContent(json, w => w.WriteRawValue("{\"$ref\":\"#/components/schemas/Refusal\"}"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, Action<Utf8JsonWriter> schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WritePropertyName("schema");
        schema(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("bearer");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("schemas");
        json.WritePropertyName("Refusal");
        RefusalSchema.Write(json, brief: false);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
