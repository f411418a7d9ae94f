using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Tests.Commands;

/// <summary>A collector of OTLP logs over HTTP, as strict as the protocol: what has another form is told.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // Messages of opentelemetry-proto, by the names that JSON gives their fields; "*" is any value, "[]" before a message a list of it.
    private static readonly Dictionary<string, Dictionary<string, string>> Messages = new()
    {
        ["Request"] = new() { ["resourceLogs"] = "[]ResourceLogs" },
        ["ResourceLogs"] = new()
        {
            ["resource"] = "Resource",
            ["scopeLogs"] = "[]ScopeLogs",
            ["schemaUrl"] = "text",
        },
        ["Resource"] = new() { ["attributes"] = "[]KeyValue", ["droppedAttributesCount"] = "number" },
        ["ScopeLogs"] = new()
        {
            ["scope"] = "Scope",
            ["logRecords"] = "[]LogRecord",
            ["schemaUrl"] = "text",
        },
        ["Scope"] = new()
        {
            ["name"] = "text",
            ["version"] = "text",
            ["attributes"] = "[]KeyValue",
        },
        ["LogRecord"] = new()
        {
            ["timeUnixNano"] = "nanoseconds",
            ["observedTimeUnixNano"] = "nanoseconds",
            ["severityNumber"] = "number",
            ["severityText"] = "text",
            ["body"] = "AnyValue",
            ["attributes"] = "[]KeyValue",
            ["eventName"] = "text",
            ["traceId"] = "text",
            ["spanId"] = "text",
            ["flags"] = "number",
        },
        ["KeyValue"] = new() { ["key"] = "text", ["value"] = "AnyValue" },
        ["AnyValue"] = new() { ["stringValue"] = "text", ["intValue"] = "nanoseconds" },
    };

    private readonly WebApplication _server;

    private Collector(WebApplication server) => _server = server;

    /// <summary>How many requests are turned away first.</summary>
    public int Refusals { get; set; }

    /// <summary>Whether it takes requests and says that it did not take their records.</summary>
    public bool Rejects { get; set; }

    /// <summary>The ids of the records that it took.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>The keys that requests had.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>What was not in the protocol's form.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Where it is.</summary>
    public string Address => _server.Urls.First();

    /// <summary>Starts one.</summary>
    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(server);
        server.MapPost("/v1/logs", (Delegate)collector.Take);
        await server.StartAsync();
        return collector;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> Take(HttpContext http)
    {
        Keys.Add(http.Request.Headers["x-key"].ToString());
        if (http.Request.ContentType != "application/json")
            Wrong.Add($"content type {http.Request.ContentType}");
        var json = await JsonDocument.ParseAsync(http.Request.Body);
        if (Refusals-- > 0)
        {
            http.Response.Headers.RetryAfter = "0";
            return Results.StatusCode(503);
        }
        if (Rejects)
            return Results.Json(new { partialSuccess = new { rejectedLogRecords = "3", errorMessage = "full" } });
        Check(json.RootElement, "Request", "");
        foreach (var resource in json.RootElement.GetProperty("resourceLogs").EnumerateArray())
        foreach (var scope in resource.GetProperty("scopeLogs").EnumerateArray())
        foreach (var record in scope.GetProperty("logRecords").EnumerateArray())
            Ids.Add(
                record
                    .GetProperty("attributes")
                    .EnumerateArray()
                    .First(a => a.GetProperty("key").GetString() == "log.record.uid")
                    .GetProperty("value")
                    .GetProperty("stringValue")
                    .GetString()!
            );
        return Results.Json(new { });
    }

    private void Check(JsonElement value, string form, string where)
    {
        var isRight = form switch
        {
            "text" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            // Numbers of 64 bits are texts in the JSON of protocol buffers.
            "nanoseconds" => value.ValueKind == JsonValueKind.String && ulong.TryParse(value.GetString(), out _),
            _ when form.StartsWith("[]", StringComparison.Ordinal) => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };
        if (!isRight)
            Wrong.Add($"{where}: {value.ValueKind} is no {form}");
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var one in value.EnumerateArray())
                Check(one, form[2..], where);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var field in value.EnumerateObject())
                if (Messages[form].TryGetValue(field.Name, out var inner))
                    Check(field.Value, inner, $"{where}/{field.Name}");
                else
                    Wrong.Add($"{where}: {form} has no field {field.Name}");
    }
}
