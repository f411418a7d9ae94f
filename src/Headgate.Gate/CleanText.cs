using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate.Detectors;

namespace Headgate.Gate;

/// <summary>
/// Texts as a model gets them: without invisible, bidirectional and control characters, so that a person and a model read the same; without what is regulated;
/// and without e-mail addresses and phone numbers for whom handles stand.
/// </summary>
internal sealed class CleanText(bool details) : JsonConverter<string>
{
    /// <summary>The text.</summary>
    public static string Of(string text, bool details) => Detector.Masked(Text.Clean(text), details);

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Of(value, details));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Of(value, details));
}

/// <summary>The same for values whose form only the organisation knows.</summary>
internal sealed class CleanJson(bool details) : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(CleanText.Of(value.GetString()!, details));
                break;
            case JsonValueKind.Number when value.GetRawText() is var raw && CleanText.Of(raw, details) is var masked && masked != raw:
                writer.WriteStringValue(masked);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, options);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(CleanText.Of(property.Name, details));
                    Write(writer, property.Value, options);
                }
                writer.WriteEndObject();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
