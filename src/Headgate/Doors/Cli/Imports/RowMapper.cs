using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using Headgate.Features.Imports;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Doors.Cli.Imports;

/// <summary>Turns the records of one file into rows with our fields, typed. What cannot be read is refused with its value, never guessed.</summary>
internal sealed partial class RowMapper
{
    private static readonly HashSet<string> Amounts = ["revenue", "price", "amount"];
    private static readonly HashSet<string> Wholes = ["employees", "founded", "duration_s"];
    private static readonly HashSet<string> Instants = ["created_at", "updated_at", "closed_at", "at"];
    private static readonly HashSet<string> Days = ["close_date"];
    private static readonly HashSet<string> Flags = ["done", "active"];

    private static readonly string[] Iso =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFzzz",
        "yyyy-MM-dd HH:mm:ssK",
    ];

    private readonly List<Source> _plain = [];
    private readonly List<(string Field, string[] Texts)> _composed = [];
    private readonly Dictionary<string, int> _places;
    private readonly string[] _dates;
    private readonly Shape _shape;
    private readonly SheetMap _map;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<Remark> _notes = [];

    private sealed record Source(string Field, int Place, decimal? Scale, string? Value);

    public RowMapper(Shape shape, SheetMap map, IReadOnlyList<string> headers, TimeZoneInfo zone)
    {
        (_shape, _map, _zone, _dates) = (shape, map, zone, [.. Iso, .. shape.Dates]);
        _places = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (place, header) in headers.Index())
            _places.TryAdd(header.Trim(), place);
        foreach (var (field, said) in map.Columns)
            Add(field, said);
    }

    /// <summary>Whether a field comes from the file.</summary>
    public bool Has(string field) => _plain.Exists(s => s.Field == field) || _composed.Exists(c => c.Field == field);

    /// <summary>Maps the record on which the reader stands.</summary>
    public MappedRow Map(CsvReader record, bool malformed, int columns, bool keepTexts)
    {
        var number = record.RowNumber;
        _texts.Clear();
        _notes.Clear();
        using var bytes = new MemoryStream(256);
        Remark? refused = null;
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("row", number);
            refused =
                malformed ? new("import.malformed", null, null, "The row's quotes do not match.")
                : Misfit(record, columns) ? new("import.columns", null, null, $"The row has {record.FieldCount} fields, not {columns}.")
                : Write(json, record);
            if (refused is not null)
                Write(json, "refused", [refused]);
            else if (_notes.Count > 0)
                Write(json, "notes", _notes);
            json.WriteEndObject();
        }
        return new(number, record.ByteOffset, bytes.ToArray(), keepTexts ? new Dictionary<string, string>(_texts) : null);
    }

    private void Add(string field, JsonElement said)
    {
        if (said.ValueKind == JsonValueKind.Object)
        {
            decimal? scale = said.TryGetProperty("scale", out var by) ? by.GetDecimal() : null;
            if (said.TryGetProperty("value", out var value))
                _plain.Add(new(field, -1, null, value.GetString()));
            else if (said.TryGetProperty("column", out var column) && Place(column.GetString()!) is { } at)
                _plain.Add(new(field, at, scale, null));
            return;
        }
        var text = said.GetString() ?? throw new StoreException($"The mapping of {field} is no column.");
        if (text.Contains('{', StringComparison.Ordinal))
            _composed.Add((field, text.Split('|')));
        else if (Place(text) is { } place)
            _plain.Add(new(field, place, null, null));
    }

    private int? Place(string columns)
    {
        foreach (var column in columns.Split('|'))
            if (_places.TryGetValue(column.Trim(), out var place))
                return place;
        return null;
    }

    private static bool Misfit(CsvReader record, int columns)
    {
        for (var i = columns; i < record.FieldCount; i++)
            if (!record.IsEmpty(i))
                return true;
        return record.FieldCount < columns;
    }

    private Remark? Write(Utf8JsonWriter json, CsvReader record)
    {
        foreach (var source in _plain)
        {
            var text = (source.Value ?? record.GetString(source.Place)).Trim();
            if (text.Length == 0)
                continue;
            if (Write(json, source.Field, Mapped(source.Field, text), source.Scale) is { } refused)
                return refused;
        }
        foreach (var (field, texts) in _composed)
            if (texts.Select(t => Composed(t, record)).FirstOrDefault(t => t is not null) is { } text)
                if (Write(json, field, Mapped(field, text), null) is { } refused)
                    return refused;
        return null;
    }

    private string Mapped(string field, string text)
    {
        if (_shape.Unescape && text.Length > 1 && text[0] == '\'' && text[1] is '=' or '+' or '-' or '@' or '\'')
            text = text[1..];
        if (!_map.Values.TryGetValue(field, out var values))
            return text;
        if (!values.TryGetValue(text, out var to) && !values.TryGetValue("*", out to))
            return text;
        if (to != text)
            _notes.Add(new("import.value_mapped", field, text, $"Taken as {Text.Shown(to)}, as the mapping says."));
        return to;
    }

    private string? Composed(string template, CsvReader record)
    {
        var whole = true;
        var text = Holes()
            .Replace(
                template,
                hole =>
                {
                    var name = hole.Groups[1].Value;
                    var part =
                        _texts.GetValueOrDefault(name) ?? (_places.TryGetValue(name, out var place) ? record.GetString(place).Trim() : "");
                    whole &= part.Length > 0;
                    return part;
                }
            );
        return whole ? text.Trim() : null;
    }

    private Remark? Write(Utf8JsonWriter json, string field, string text, decimal? scale)
    {
        if (text.Length == 0)
            return null;
        _texts[field] = text;
        if (Amounts.Contains(field) || Wholes.Contains(field))
        {
            if (!decimal.TryParse(text.TrimStart('$', '€', '£'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
                return new("import.number", field, text, $"{Text.Shown(text)} is no number such as 1234.50.");
            number *= scale ?? 1;
            if (Wholes.Contains(field) && number != decimal.Truncate(number))
                return new("import.number", field, text, $"{Text.Shown(text)} is no whole number.");
            json.WriteNumber(field, Amounts.Contains(field) ? number : decimal.Truncate(number));
        }
        else if (Instants.Contains(field) || Days.Contains(field))
        {
            if (!DateTimeOffset.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                return new(
                    "import.date",
                    field,
                    text,
                    $"{Text.Shown(text)} is not written as this mapping says dates are: add its form to \"dates\"."
                );
            if (Days.Contains(field))
                json.WriteString(field, at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            else
                json.WriteNumber(field, Instant(text, at).ToUnixTimeMilliseconds());
        }
        else if (Flags.Contains(field))
        {
            var yes = text.ToLowerInvariant() is "true" or "yes" or "1" or "done" or "completed";
            if (!yes && text.ToLowerInvariant() is not ("false" or "no" or "0" or "to do" or "open" or "not started" or "in progress"))
                return new("import.flag", field, text, $"{Text.Shown(text)} is neither yes nor no.");
            json.WriteBoolean(field, yes);
        }
        else
        {
            json.WriteString(field, text);
        }
        return null;
    }

    // A time without an offset is the organisation's.
    private DateTimeOffset Instant(string text, DateTimeOffset utc)
    {
        var local = DateTime.ParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return local.Kind != DateTimeKind.Unspecified ? utc
            : local.TimeOfDay == TimeSpan.Zero ? Moments.Midnight(DateOnly.FromDateTime(local), _zone)
            : _zone.IsInvalidTime(local) ? utc
            : new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Remark> remarks)
    {
        json.WriteStartArray(name);
        foreach (var remark in remarks)
        {
            json.WriteStartObject();
            json.WriteString("code", remark.Code);
            if (remark.Field is not null)
                json.WriteString("field", remark.Field);
            if (remark.Value is not null)
                json.WriteString("value", remark.Value.Length > 200 ? remark.Value[..200] : remark.Value);
            json.WriteString("why", remark.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.None, 1000)]
    private static partial Regex Holes();
}
