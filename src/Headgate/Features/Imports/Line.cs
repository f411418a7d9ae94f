using System.Text.Json;

namespace Headgate.Features.Imports;

/// <summary>A row of a file, its fields named as ours and typed by the door that read it.</summary>
internal sealed class Line
{
    private readonly JsonElement _json;
    private readonly string[] _names;
    private readonly JsonElement[] _values;
    private readonly string?[] _texts;

    /// <summary>Reads a row; rows have mostly the fields of the row above.</summary>
    public Line(JsonElement json, Line? above)
    {
        _json = json;
        var count = json.ValueKind == JsonValueKind.Object ? json.GetPropertyCount() : 0;
        (_names, _values, _texts) = (new string[count], new JsonElement[count], new string?[count]);
        var at = 0;
        foreach (var member in count > 0 ? json.EnumerateObject() : default)
        {
            var known = above is not null && at < above._names.Length && member.NameEquals(above._names[at]) ? above._names[at] : null;
            (_names[at], _values[at]) = (known ?? member.Name, member.Value);
            at++;
        }
        Row = TryGet("row", out var row) && row.ValueKind == JsonValueKind.Number && row.TryGetInt64(out var number) ? number : 0;
    }

    /// <summary>The row's number in its file; the first below the header is 1.</summary>
    public long Row { get; }

    /// <summary>Whether it is a row at all.</summary>
    public bool IsRow => _json.ValueKind == JsonValueKind.Object && Row > 0;

    /// <summary>Why the door could not read it.</summary>
    public Remark? Refused => Remarks("refused").FirstOrDefault();

    /// <summary>What the door did to it that a reader of the report should know.</summary>
    public IEnumerable<Remark> Notes => Remarks("notes");

    /// <summary>A text that is not blank.</summary>
    public string? Text(string field, int most = 500) =>
        Place(field) is var at
        && at >= 0
        && _values[at].ValueKind == JsonValueKind.String
        && (_texts[at] ??= _values[at].GetString()!.Trim()) is { Length: > 0 } text
            ? text.Length <= most
                ? text
                : throw RowRefused.Of("import.too_long", field, null, $"{field} has more than {most} characters.")
            : null;

    /// <summary>A text that must be there.</summary>
    public string Need(string field, int most = 500) =>
        Text(field, most) ?? throw RowRefused.Of("import.missing", field, null, $"The row has no {field}.");

    /// <summary>A whole number, or milliseconds.</summary>
    public long? Whole(string field) =>
        !TryGet(field, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole
        : throw RowRefused.Of("import.number", field, null, $"{field} is not a whole number.");

    /// <summary>An exact decimal.</summary>
    public decimal? Amount(string field) =>
        !TryGet(field, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) ? amount
        : throw RowRefused.Of("import.number", field, null, $"{field} is not an amount.");

    /// <summary>Yes or no.</summary>
    public bool? Flag(string field) =>
        TryGet(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    /// <summary>A field exactly as it came, for keys.</summary>
    public string? Raw(string field) => TryGet(field, out var value) ? value.GetRawText() : null;

    // The last of a name that comes twice, as everywhere in JSON.
    private int Place(string field)
    {
        for (var at = _names.Length - 1; at >= 0; at--)
            if (_names[at] == field)
                return at;
        return -1;
    }

    private bool TryGet(string field, out JsonElement value)
    {
        var at = Place(field);
        value = at < 0 ? default : _values[at];
        return at >= 0;
    }

    private IEnumerable<Remark> Remarks(string name)
    {
        if (!TryGet(name, out var list) || list.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var each in list.EnumerateArray())
            if (each.ValueKind == JsonValueKind.Object)
                yield return new(Part(each, "code") ?? "import.row", Part(each, "field"), Part(each, "value"), Part(each, "why") ?? "");
    }

    private static string? Part(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString() : null;
}
