using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>Text: bounded, valid Unicode, no control characters but line ends and tabs; optionally one of a few values, an id, a day or an instant.</summary>
public sealed class TextNode : Node
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')),
    ]);

    /// <summary>Least length in characters; blank text counts as empty.</summary>
    public int Min { get; init; }

    /// <summary>Greatest length in UTF-16 units.</summary>
    public int Max { get; init; } = 500;

    /// <summary>The values allowed, when few.</summary>
    public IReadOnlyList<string>? OneOf { get; init; }

    /// <summary>The prefixes of the ids allowed, when it is an id.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>What a handle that it takes may stand for: <c>email</c>, <c>phone</c>, <c>any</c>; nothing when it takes none.</summary>
    public string? Takes { get; init; }

    /// <summary>Whether people and models write sentences there.</summary>
    public bool IsProse { get; init; }

    /// <summary>Whether it is a secret: given, and never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary><c>date</c>, <c>date-time</c>, <c>email</c> or nothing.</summary>
    public string? Format { get; init; }

    /// <inheritdoc/>
    public override string Expected =>
        OneOf is not null ? "one of " + string.Join(", ", OneOf)
        : Ids is not null ? "an id such as " + string.Join(" or ", Ids.Select(i => i + "_…"))
        : Format switch
        {
            "date" => "a date such as 2026-11-30",
            "date-time" => "a date such as 2026-11-30 or an instant such as 2026-11-30T09:00:00Z",
            "email" => "an e-mail address",
            _ => Min > 0 ? $"text of {Min} to {Max} characters" : $"text of at most {Max} characters",
        };

    /// <summary>Reads text, which may hold escapes that are no Unicode.</summary>
    public static bool TryRead(in JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String || !TryRead(value, out var text))
            return Wrong(value, path);
        if (Takes is not null && Handle.TryRead(text, out _))
            return null;
        if (text.Length > Max)
            return Refusal.Input(path, Expected, $"{text.Length} characters");
        if (text.AsSpan().Trim().Length < Min)
            return Wrong(value, path);
        if (text.AsSpan().ContainsAny(Controls))
            return Refusal.Input(path, "text without control characters", Text.Shown(text));
        return Fits(text) ? null : Wrong(value, path);
    }

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief)
    {
        WriteType(json, "string", brief);
        if (OneOf is not null)
        {
            json.WriteStartArray("enum");
            foreach (var value in OneOf)
                json.WriteStringValue(value);
            if (Nullable && !brief)
                json.WriteNullValue();
            json.WriteEndArray();
        }
        if (Format == "date")
            json.WriteString("format", Format);
        if (brief)
            return;
        if (IsSecret)
            json.WriteBoolean("writeOnly", true);
        if (Ids is not null)
            json.WriteString("pattern", $"^({string.Join('|', Ids)})_[0-9a-hjkmnp-tv-z]{{{Gate.Ids.Length}}}$");
        else if (OneOf is null && Format is null or "email")
        {
            if (Min > 0)
                json.WriteNumber("minLength", Min);
            json.WriteNumber("maxLength", Max);
        }
    }

    private bool Fits(string text)
    {
        if (OneOf is not null)
            return OneOf.Contains(text, StringComparer.Ordinal);
        if (Ids is not null)
            return Ids.Any(prefix => Gate.Ids.Is(text, prefix));
        return Format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => Moments.TryParse(text, TimeZoneInfo.Utc, out _),
            "email" => EmailForm.IsPlausible(text),
            _ => true,
        };
    }
}
