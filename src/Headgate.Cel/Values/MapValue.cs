namespace Headgate.Cel.Values;

/// <summary>A map. A host may derive its own, to read entries only when they are asked for.</summary>
public abstract class MapValue : Value
{
    /// <summary>A map.</summary>
    protected MapValue()
        : base(Kind.Map) { }

    /// <summary>How many entries.</summary>
    public abstract int Count { get; }

    /// <summary>The keys.</summary>
    public abstract IEnumerable<Value> Keys { get; }

    /// <summary>The value of a key, or null when there is none.</summary>
    public abstract Value? Find(Value key);

    /// <summary>The value of a key that is text, or null when there is none.</summary>
    public virtual Value? Find(string key) => Find(new StringValue(key));

    internal override bool IsZero => Count == 0;

    /// <inheritdoc/>
    public override string ToString() => $"map of {Count}";
}

/// <summary>A map in memory, in the order of its making.</summary>
internal sealed class DictionaryValue : MapValue
{
    private readonly Dictionary<Value, Value> _entries;

    public DictionaryValue(Dictionary<Value, Value> entries) => _entries = entries;

    public DictionaryValue(IEnumerable<KeyValuePair<Value, Value>> entries)
    {
        _entries = new(Key.Comparer);
        foreach (var (key, value) in entries)
            _entries[key] = value;
    }

    public override int Count => _entries.Count;

    public override IEnumerable<Value> Keys => _entries.Keys;

    public override Value? Find(Value key) => _entries.GetValueOrDefault(key);
}
