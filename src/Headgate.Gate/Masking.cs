using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>Masks fields of an answer by name, at whatever depth: a text becomes <c>[masked]</c>, anything else is left out.</summary>
internal static class Masking
{
    /// <summary>What stands where a text was.</summary>
    public const string Mask = "[masked]";

    /// <summary>The answer without them.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> answer, IReadOnlySet<string> names)
    {
        var bytes = new ArrayBufferWriter<byte>(answer.Length);
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, JsonElement.Parse(answer.Span), names);
        return bytes.WrittenMemory;
    }

    /// <summary>The answer without e-mail addresses and phone numbers in any text: one that was written for somebody who may see more.</summary>
    public static ReadOnlyMemory<byte> OfDetails(ReadOnlyMemory<byte> answer) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(answer.Span), Details);

    private static readonly JsonSerializerOptions Details = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new CleanJson(details: true) },
    };

    private static void Write(Utf8JsonWriter json, JsonElement value, IReadOnlySet<string> names)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    if (!names.Contains(property.Name))
                    {
                        json.WritePropertyName(property.Name);
                        Write(json, property.Value, names);
                    }
                    else if (property.Value.ValueKind == JsonValueKind.String)
                        json.WriteString(property.Name, Mask);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, item, names);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
