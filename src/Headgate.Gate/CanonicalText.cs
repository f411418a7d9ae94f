using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// Text in canonical JSON: RFC 8785 (section 3.2.2.2) escapes the quote, the backslash and the control characters below U+0020, and leaves all else as it is.
/// The library's own writer escapes more.
/// </summary>
internal static class CanonicalText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(32, 95).Select(c => (char)c).Except("\"\\"),
    ]);

    /// <summary>Writes a member.</summary>
    public static void Write(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        Write(json, value);
    }

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter json, string value)
    {
        if (value.AsSpan().ContainsAnyExcept(Plain))
            json.WriteRawValue(Escaped(value), skipInputValidation: true);
        else
            json.WriteStringValue(value);
    }

    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length + 8).Append('"');
        // A half of a character that takes two becomes the sign for what cannot be read.
        foreach (var rune in value.EnumerateRunes())
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < 32 => text.Append($"\\u{rune.Value:x4}"),
                _ => text.Append(rune.ToString()),
            };
        return text.Append('"').ToString();
    }
}
