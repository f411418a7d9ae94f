using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// JSON with one form per value: members sorted by name, no white space. Used to compare and hash arguments; numbers keep the digits they came with, so
/// <c>1</c> and <c>1.0</c> differ, which can only make a retry look like another call, never the reverse.
/// </summary>
public static class CanonicalJson
{
    /// <summary>SHA-256 in lower-case hex over the canonical form, leaving out top-level members by name.</summary>
    public static string Hash(in JsonElement value, params ReadOnlySpan<string> without)
    {
        var scratch = Scratch.Take();
        Write(scratch.Json, value, without);
        var hash = Hash(scratch.Written);
        scratch.Give();
        return hash;
    }

    /// <summary>The same over an object whose members are already in order.</summary>
    public static string Hash(SortedDictionary<string, JsonElement> members)
    {
        var scratch = Scratch.Take();
        scratch.Json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            scratch.Json.WritePropertyName(name);
            Write(scratch.Json, value, []);
        }
        scratch.Json.WriteEndObject();
        var hash = Hash(scratch.Written);
        scratch.Give();
        return hash;
    }

    /// <summary>SHA-256 in lower-case hex over bytes as they are.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The canonical text.</summary>
    public static string Text(in JsonElement value)
    {
        var scratch = Scratch.Take();
        Write(scratch.Json, value, []);
        var text = Encoding.UTF8.GetString(scratch.Written);
        scratch.Give();
        return text;
    }

    private static void Write(Utf8JsonWriter json, in JsonElement value, ReadOnlySpan<string> without)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    if (without.Contains(member.Name))
                        continue;
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, []);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, item, []);
                json.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
