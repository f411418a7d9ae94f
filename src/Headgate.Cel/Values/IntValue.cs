using System.Globalization;

namespace Headgate.Cel.Values;

/// <summary>A signed number of 64 bits.</summary>
public sealed class IntValue : Value
{
    private static readonly IntValue[] Small = [.. Enumerable.Range(-16, 272).Select(n => new IntValue(n))];

    private IntValue(long value)
        : base(Kind.Int) => Value = value;

    /// <summary>The number.</summary>
    public long Value { get; }

    internal override bool IsZero => Value == 0;

    internal static new IntValue Of(long value) => value is >= -16 and < 256 ? Small[value + 16] : new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An unsigned number of 64 bits.</summary>
public sealed class UintValue(ulong value) : Value(Kind.Uint)
{
    /// <summary>The number.</summary>
    public ulong Value { get; } = value;

    internal override bool IsZero => Value == 0;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A floating point number of 64 bits.</summary>
public sealed class DoubleValue(double value) : Value(Kind.Double)
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;

    internal override bool IsZero => Value == 0;

    /// <inheritdoc/>
    public override string ToString()
    {
        if (!double.IsFinite(Value))
            return double.IsNaN(Value) ? "NaN"
                : Value > 0 ? "Infinity"
                : "-Infinity";
        var text = Value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? text.Replace("E", "e", StringComparison.Ordinal) : text;
    }
}
