using System.Buffers;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>Arguments with values where handles stood.</summary>
public static class HandleArguments
{
    /// <summary>The arguments; <paramref name="values"/> are by path.</summary>
    public static JsonElement With(JsonElement arguments, IReadOnlyDictionary<string, string> values)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, arguments, "", values);
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, string path, IReadOnlyDictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", values);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                var i = 0;
                foreach (var item in value.EnumerateArray())
                    Write(json, item, $"{path}[{i++}]", values);
                json.WriteEndArray();
                break;
            case JsonValueKind.String when values.TryGetValue(path, out var given):
                json.WriteStringValue(given);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
