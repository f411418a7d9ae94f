using System.Globalization;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Detectors;
using Headgate.Gate.Guards;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>The values of an organisation's own fields on a record, kept as one canonical JSON object and checked against what is configured.</summary>
internal static class CustomValues
{
    private const string Argument = "custom";

    /// <summary>What is stored with what is given laid over it; a value of null takes one away. Nothing when no value is left.</summary>
    /// <exception cref="RefusedException">A key is not configured for the noun, or a value does not fit its type.</exception>
    public static async ValueTask<string?> Merge(Reader reader, RecordKind noun, string? stored, Dictionary<string, JsonElement>? given)
    {
        if (given is null)
            return null;
        var fields = await Fields(reader, noun);
        var values = Parse(stored);
        foreach (var (key, value) in given)
        {
            var field = fields.Find(f => f.FieldKey == key) ?? throw new RefusedException(Unknown(noun, key, fields));
            if (value.ValueKind == JsonValueKind.Null)
                values.Remove(key);
            else
                values[key] = field.Fit(Allowed(reader, field, value));
        }
        return values.Count == 0 ? null : CanonicalJson.Text(JsonSerializer.SerializeToElement(values));
    }

    /// <summary>The values as answers show them: those of a regulated field are masked.</summary>
    public static async ValueTask<Dictionary<string, JsonElement>?> Shown(Reader reader, RecordKind noun, string? stored)
    {
        if (stored is null)
            return null;
        var values = Parse(stored);
        foreach (var field in await Fields(reader, noun))
            if (field.Class == "regulated" && values.ContainsKey(field.FieldKey))
                values[field.FieldKey] = JsonSerializer.SerializeToElement(Rendering.Mask);
            else if (field.Class == "confidential" && reader.By.Audience == Audience.Handles && values.ContainsKey(field.FieldKey))
                values[field.FieldKey] = JsonSerializer.SerializeToElement(Rendering.Withheld);
        return values;
    }

    // A regulated field is where a regulated value belongs; in another, the next model would read it.
    private static JsonElement Allowed(Reader reader, FieldRow field, JsonElement value) =>
        !reader.By.IsPerson
        && field.Class != "regulated"
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && Detector.Regulated(value.ToString()) is [var found, ..]
            ? throw new RefusedException(ClassificationGuard.Regulated($"{Argument}.{field.FieldKey}", found.Word))
            : value;

    private static Dictionary<string, JsonElement> Parse(string? stored) =>
        stored is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stored) ?? [];

    private static ValueTask<List<FieldRow>> Fields(Reader reader, RecordKind noun) =>
        reader.All<FieldRow>(
            "SELECT field_key, type, options, class FROM custom_fields WHERE tenant = @tenant AND noun = @noun ORDER BY field_key",
            ("noun", noun.Name)
        );

    private static Refusal Unknown(RecordKind noun, string key, List<FieldRow> fields) =>
        fields.Count > 0
            ? Choice.Unknown(Argument, key, [.. fields.Select(f => f.FieldKey)])
            : new(
                "schema.unknown_field",
                $"{Argument}: no custom field is configured for a {noun.Name}, so {Text.Shown(key)} is none.",
                "Leave custom out, or have an administrator add the field."
            )
            {
                Field = Argument,
                Came = Text.Shown(key),
            };

    private sealed class FieldRow
    {
        public string FieldKey { get; init; } = "";
        public string Type { get; init; } = "";
        public string? Options { get; init; }
        public string Class { get; init; } = "";

        /// <summary>The value in the form in which it is kept.</summary>
        public JsonElement Fit(JsonElement value) =>
            Type switch
            {
                "number" => value.ValueKind == JsonValueKind.Number ? value : throw Wrong("a number", value),
                "flag" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value : throw Wrong("true or false", value),
                "date" => IsDay(value) ? value : throw Wrong("a date such as 2026-11-30", value),
                "choice" => Chosen(value),
                _ => value.ValueKind == JsonValueKind.String ? value : throw Wrong("text", value),
            };

        private JsonElement Chosen(JsonElement value)
        {
            string[] known = Options is null ? [] : JsonSerializer.Deserialize<string[]>(Options) ?? [];
            if (value.ValueKind != JsonValueKind.String)
                throw Wrong("one of " + string.Join(", ", known), value);
            var given = value.GetString()!;
            var chosen = Array.Find(known, k => string.Equals(k, given.Trim(), StringComparison.OrdinalIgnoreCase));
            return chosen is null
                ? throw new RefusedException(Choice.Unknown($"{Argument}.{FieldKey}", given, known))
                : JsonSerializer.SerializeToElement(chosen);
        }

        private static bool IsDay(JsonElement value) =>
            value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

        private RefusedException Wrong(string expected, JsonElement value) =>
            new(Refusal.Input($"{Argument}.{FieldKey}", expected, Node.Came(value)));
    }
}
