using System.Globalization;
using System.Text.Json;
using Headgate.Cel.Functions;

namespace Headgate.Cel.Values;

/// <summary>JSON as values, by declared type. What does not fit its declaration is an error when it is read, never another value.</summary>
internal static class JsonReading
{
    public static Value Read(JsonElement json, CelType type)
    {
        if (type.Kind == Kind.Nullable)
            type = type.Parameters[0];
        return json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => Value.Null,
            JsonValueKind.True or JsonValueKind.False => type.Kind is Kind.Dyn or Kind.Bool
                ? Value.Of(json.GetBoolean())
                : Wrong(type, "a boolean"),
            JsonValueKind.Number => Number(json, type),
            JsonValueKind.String => Text(json.GetString()!, type),
            JsonValueKind.Array => type.Kind is Kind.Dyn or Kind.List
                ? new JsonList(json, type.Kind == Kind.List ? type.Parameters[0] : CelType.Dyn)
                : Wrong(type, "an array"),
            _ => type.Kind is Kind.Dyn or Kind.Map or Kind.Record ? new JsonMap(json, type) : Wrong(type, "an object"),
        };
    }

    private static Value Number(JsonElement json, CelType type) =>
        type.Kind switch
        {
            Kind.Double => Value.Of(json.GetDouble()),
            Kind.Uint => json.TryGetUInt64(out var u) ? Value.Of(u) : Wrong(type, json.GetRawText()),
            Kind.Int => json.TryGetInt64(out var i) ? Value.Of(i) : Wrong(type, json.GetRawText()),
            Kind.Dyn => json.TryGetInt64(out var i) ? Value.Of(i) : Value.Of(json.GetDouble()),
            _ => Wrong(type, "a number"),
        };

    private static Value Text(string text, CelType type) =>
        type.Kind switch
        {
            Kind.Dyn or Kind.String => Value.Of(text),
            Kind.Timestamp => TimeText.Timestamp(text),
            Kind.Duration => TimeText.Duration(text),
            Kind.Double when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Value.Of(number),
            _ => Wrong(type, "a text"),
        };

    private static Value Wrong(CelType type, string came) => Value.Error($"the fact is declared as {type} and came as {came}");
}

/// <summary>A JSON array, its items made when they are asked for.</summary>
internal sealed class JsonList(JsonElement json, CelType element) : ListValue
{
    private readonly Value?[] _items = new Value?[json.GetArrayLength()];

    public override int Count => _items.Length;

    // Read by one evaluation at a time or by several: making an item twice does no harm.
    public override Value this[int index] => _items[index] ??= JsonReading.Read(json[index], element);
}

/// <summary>A JSON object, its entries made when they are asked for.</summary>
internal sealed class JsonMap(JsonElement json, CelType type) : MapValue
{
    // Rules name few keys of an object; beyond so many they are looked for in a dictionary.
    private const int Listed = 16;

    private readonly Lock _gate = new();
    private Entry? _newest;
    private Dictionary<string, Value?>? _found;
    private List<Value>? _keys;

    public override int Count => All().Count;

    public override IEnumerable<Value> Keys => All();

    public override Value? Find(Value key) => key is StringValue { Value: var text } ? Find(text) : null;

    public override Value? Find(string key)
    {
        // Entries never change and are read without a lock; one that is made twice by two evaluations does no harm.
        for (var entry = _newest; entry is not null; entry = entry.Older)
            if (entry.Key == key)
                return entry.Value;
        if (_newest?.Place >= Listed)
            return FindMore(key);
        var value = Make(key);
        _newest = new(key, value, _newest);
        return value;
    }

    private Value? FindMore(string key)
    {
        lock (_gate)
        {
            _found ??= new(StringComparer.Ordinal);
            if (!_found.TryGetValue(key, out var value))
                _found[key] = value = Make(key);
            return value;
        }
    }

    private Value? Make(string key) => json.TryGetProperty(key, out var property) ? JsonReading.Read(property, TypeOf(key)) : null;

    // A key that comes twice counts once, as the last one says.
    private List<Value> All()
    {
        lock (_gate)
            return _keys ??= [.. json.EnumerateObject().Select(p => p.Name).Distinct(StringComparer.Ordinal).Select(Of)];
    }

    private CelType TypeOf(string key) =>
        type.Kind switch
        {
            Kind.Map => type.Parameters[1],
            Kind.Record => type.Fields.GetValueOrDefault(key, CelType.Dyn),
            _ => CelType.Dyn,
        };

    private sealed class Entry(string key, Value? value, Entry? older)
    {
        public string Key { get; } = key;
        public Value? Value { get; } = value;
        public Entry? Older { get; } = older;
        public int Place { get; } = older is null ? 1 : older.Place + 1;
    }
}
