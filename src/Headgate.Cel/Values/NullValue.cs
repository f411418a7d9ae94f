namespace Headgate.Cel.Values;

/// <summary>null.</summary>
public sealed class NullValue : Value
{
    internal NullValue()
        : base(Kind.Null) { }

    internal override bool IsZero => true;

    /// <inheritdoc/>
    public override string ToString() => "null";
}

/// <summary>true or false.</summary>
public sealed class BoolValue : Value
{
    internal static readonly BoolValue True = new(true);
    internal static readonly BoolValue False = new(false);

    private BoolValue(bool value)
        : base(Kind.Bool) => Value = value;

    /// <summary>The value.</summary>
    public bool Value { get; }

    internal override bool IsZero => !Value;

    /// <inheritdoc/>
    public override string ToString() => Value ? "true" : "false";
}

/// <summary>Text. Indexes and sizes count code points.</summary>
public sealed class StringValue(string value) : Value(Kind.String)
{
    internal static readonly StringValue Empty = new("");

    /// <summary>The text.</summary>
    public string Value { get; } = value;

    internal override bool IsZero => Value.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Bytes.</summary>
public sealed class BytesValue(ReadOnlyMemory<byte> value) : Value(Kind.Bytes)
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; } = value;

    internal override bool IsZero => Value.IsEmpty;

    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(Value.Span);
}

/// <summary>A type as a value.</summary>
public sealed class TypeValue(CelType type) : Value(Kind.Type)
{
    /// <summary>The type.</summary>
    public CelType Value { get; } = type;

    /// <inheritdoc/>
    public override string ToString() => Value.Name;
}

/// <summary>A value that may be absent.</summary>
public sealed class OptionalValue : Value
{
    internal static readonly OptionalValue None = new(null);

    internal OptionalValue(Value? value)
        : base(Kind.Optional) => Value = value;

    /// <summary>The value, or null when there is none.</summary>
    public Value? Value { get; }

    internal override bool IsZero => Value is null;

    /// <inheritdoc/>
    public override string ToString() => Value is null ? "optional.none()" : $"optional.of({Value})";
}
