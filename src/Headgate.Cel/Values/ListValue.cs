namespace Headgate.Cel.Values;

/// <summary>A list. A host may derive its own, to read items only when they are asked for.</summary>
public abstract class ListValue : Value
{
    /// <summary>A list.</summary>
    protected ListValue()
        : base(Kind.List) { }

    /// <summary>How many items.</summary>
    public abstract int Count { get; }

    /// <summary>The item at a place from 0 to <see cref="Count"/> - 1.</summary>
    public abstract Value this[int index] { get; }

    internal override bool IsZero => Count == 0;

    /// <inheritdoc/>
    public override string ToString() => $"list of {Count}";
}

/// <summary>A list in memory.</summary>
internal sealed class ArrayValue(Value[] items) : ListValue
{
    public static readonly ArrayValue Empty = new([]);

    public override int Count => items.Length;

    public override Value this[int index] => items[index];
}
