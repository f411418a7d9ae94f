using System.Text.Json;

namespace Headgate.Cel.Values;

/// <summary>A value of the language. Values never change.</summary>
public abstract class Value
{
    private protected Value(Kind kind) => Kind = kind;

    /// <summary>What it is.</summary>
    public Kind Kind { get; }

    /// <summary>null.</summary>
    public static Value Null { get; } = new NullValue();

    internal bool IsFlaw => Kind >= Kind.Error;

    /// <summary>The type that <c>type(value)</c> answers.</summary>
    internal virtual CelType Type => Types.Of(Kind);

    /// <summary>Whether <c>optional.ofNonZeroValue</c> takes it for nothing.</summary>
    internal virtual bool IsZero => false;

    /// <summary>true or false.</summary>
    public static Value Of(bool value) => value ? BoolValue.True : BoolValue.False;

    /// <summary>A signed number.</summary>
    public static Value Of(long value) => IntValue.Of(value);

    /// <summary>An unsigned number.</summary>
    public static Value Of(ulong value) => new UintValue(value);

    /// <summary>A floating point number.</summary>
    public static Value Of(double value) => new DoubleValue(value);

    /// <summary>Text; null becomes null.</summary>
    public static Value Of(string? value) => value is null ? Null : new StringValue(value);

    /// <summary>Bytes.</summary>
    public static Value Of(ReadOnlyMemory<byte> value) => new BytesValue(value);

    /// <summary>An instant.</summary>
    public static Value Of(DateTimeOffset value) => TimestampValue.Of(value);

    /// <summary>A span of time, at most 292 years.</summary>
    public static Value Of(TimeSpan value) => DurationValue.Of((Int128)value.Ticks * 100);

    /// <summary>A list.</summary>
    public static Value List(params IReadOnlyList<Value> items) => new ArrayValue([.. items]);

    /// <summary>A map with text as keys.</summary>
    public static Value Map(params IEnumerable<(string Key, Value Value)> entries) =>
        new DictionaryValue(entries.Select(e => KeyValuePair.Create(Of(e.Key), e.Value)));

    /// <summary>JSON, read only as far as a rule looks. A declared type decides what numbers and texts become: <c>"2026-01-01T00:00:00Z"</c> declared as a timestamp is one.</summary>
    public static Value FromJson(JsonElement json, CelType? type = null) => JsonReading.Read(json, type ?? CelType.Dyn);

    /// <summary>What could not be read or computed; an error unless <c>&amp;&amp;</c> or <c>||</c> need no answer.</summary>
    public static Value Error(string why) => new ErrorValue(why);

    /// <summary>What is not known yet; names are what to find out.</summary>
    public static Value Unknown(string name) => new UnknownValue([name]);
}
