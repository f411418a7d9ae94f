using System.Globalization;
using System.Text.Json;
using Headgate.Hosting;

namespace Headgate.Doors.Cli;

/// <summary>
/// Events as one OTLP request of logs, in the JSON of the protocol (opentelemetry-proto, <c>ExportLogsServiceRequest</c>): numbers of 64 bits are texts,
/// names are in camelCase. A record's <c>log.record.uid</c> is the event's id, so that one that is sent twice is known again.
/// </summary>
internal static class OtlpLogs
{
    // Severity numbers of the protocol: INFO, WARN, ERROR.
    private const int Info = 9;
    private const int Warn = 13;
    private const int Error = 17;

    private static readonly (string Attribute, string Field)[] Known =
    [
        ("log.record.uid", "id"),
        ("headgate.action", "action"),
        ("headgate.ended", "ended"),
        ("headgate.code", "code"),
        ("headgate.door", "door"),
        ("headgate.agent", "agent"),
        ("headgate.person", "on_behalf_of"),
        ("headgate.run", "run"),
        ("headgate.call", "call"),
        ("headgate.client", "client"),
    ];

    /// <summary>The request for some events, each the text of its entry in the log.</summary>
    public static byte[] Of(IReadOnlyList<string> events)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("resourceLogs");
            foreach (var its in events.Select(e => (Text: e, Json: JsonElement.Parse(e))).GroupBy(e => Said(e.Json, "tenant") ?? ""))
                WriteResource(json, its.Key, its);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void WriteResource(Utf8JsonWriter json, string tenant, IEnumerable<(string Text, JsonElement Json)> events)
    {
        json.WriteStartObject();
        json.WriteStartObject("resource");
        json.WriteStartArray("attributes");
        Write(json, "service.name", "headgate");
        Write(json, "service.version", Product.Version);
        Write(json, "headgate.organisation", tenant);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("scopeLogs");
        json.WriteStartObject();
        json.WriteStartObject("scope");
        json.WriteString("name", "headgate.audit");
        json.WriteEndObject();
        json.WriteStartArray("logRecords");
        foreach (var (text, one) in events)
            WriteRecord(json, text, one);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, string text, JsonElement one)
    {
        var at = DateTimeOffset.Parse(Said(one, "at")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var nanoseconds = (at.ToUnixTimeMilliseconds() * 1_000_000).ToString(CultureInfo.InvariantCulture);
        var (number, word) =
            Said(one, "code")?.EndsWith(".failed", StringComparison.Ordinal) == true ? (Error, "ERROR")
            : Said(one, "ended") == "refused" ? (Warn, "WARN")
            : (Info, "INFO");
        json.WriteStartObject();
        json.WriteString("timeUnixNano", nanoseconds);
        json.WriteString("observedTimeUnixNano", nanoseconds);
        json.WriteNumber("severityNumber", number);
        json.WriteString("severityText", word);
        json.WriteString("eventName", "headgate.audit." + Said(one, "action"));
        json.WriteStartObject("body");
        json.WriteString("stringValue", text);
        json.WriteEndObject();
        json.WriteStartArray("attributes");
        foreach (var (attribute, field) in Known)
            if (Said(one, field) is { } value)
                Write(json, attribute, value);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        json.WriteString("stringValue", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Said(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
