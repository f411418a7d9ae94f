using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Syntax;

/// <summary>An expression at its place. The checker writes beside it what names mean and which type it has.</summary>
internal abstract class Expr(Position at, int depth)
{
    public Position At { get; } = at;

    public int Depth { get; } = depth;

    public CelType Type { get; set; } = CelType.Dyn;

    protected static int Over(params ReadOnlySpan<Expr?> inner)
    {
        var most = 0;
        foreach (var one in inner)
            most = Math.Max(most, one?.Depth ?? 0);
        return most + 1;
    }

    protected static int Over(IEnumerable<Expr> inner) => inner.Aggregate(0, (most, e) => Math.Max(most, e.Depth)) + 1;
}

internal sealed class Literal(Position at, Value value) : Expr(at, 1)
{
    public Value Value { get; } = value;
}

internal sealed class Ident(Position at, string name, bool rooted) : Expr(at, 1)
{
    public string Name { get; } = name;

    /// <summary>Written with a dot before it: no local and no container.</summary>
    public bool Rooted { get; } = rooted;

    public Meaning? Meaning { get; set; }
}

internal sealed class Select(Position at, Expr operand, string field, bool optional) : Expr(at, Over(operand))
{
    public Expr Operand { get; } = operand;

    public string Field { get; } = field;

    /// <summary><c>a.?b</c>.</summary>
    public bool Optional { get; } = optional;

    /// <summary><c>has(a.b)</c>.</summary>
    public bool Test { get; set; }

    /// <summary>Set when the whole chain is one declared name.</summary>
    public Meaning? Meaning { get; set; }
}

internal sealed class Call(Position at, Expr? target, string function, IReadOnlyList<Expr> arguments)
    : Expr(at, Math.Max(Over(target), Over(arguments)))
{
    /// <summary>What stands before the dot; null once the checker knows it for the first part of a function's name.</summary>
    public Expr? Target { get; set; } = target;

    public string Function { get; set; } = function;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public IReadOnlyList<Overload> Overloads { get; set; } = [];
}

/// <summary><c>a &amp;&amp; b &amp;&amp; c</c> or <c>a || b || c</c>, flat, so that a long list of conditions is not deep.</summary>
internal sealed class Logic(Position at, bool and, IReadOnlyList<Expr> operands) : Expr(at, Over(operands))
{
    public bool And { get; } = and;

    public IReadOnlyList<Expr> Operands { get; } = operands;
}

internal sealed class Conditional(Position at, Expr condition, Expr yes, Expr no) : Expr(at, Over(condition, yes, no))
{
    public Expr Condition { get; } = condition;

    public Expr Yes { get; } = yes;

    public Expr No { get; } = no;
}

/// <summary>An item; <c>?item</c> is left out when it is absent.</summary>
internal readonly record struct Item(Expr Value, bool Optional);

/// <summary>An entry; <c>?key: value</c> is left out when the value is absent.</summary>
internal readonly record struct Entry(Expr Key, Expr Value, bool Optional);

internal sealed class ListLiteral(Position at, IReadOnlyList<Item> items) : Expr(at, Over(items.Select(i => i.Value)))
{
    public IReadOnlyList<Item> Items { get; } = items;
}

internal sealed class MapLiteral(Position at, IReadOnlyList<Entry> entries)
    : Expr(at, Over(entries.SelectMany(e => (Expr[])[e.Key, e.Value])))
{
    public IReadOnlyList<Entry> Entries { get; } = entries;
}

internal enum Loop
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
    TransformList,
    TransformMap,
    TransformMapEntry,
}

/// <summary>A macro that goes through a list or a map with one or two names.</summary>
internal sealed class Comprehension(Position at, Loop loop, Expr range, IReadOnlyList<string> names, Expr? filter, Expr body)
    : Expr(at, Over(range, filter, body))
{
    public Loop Loop { get; } = loop;

    public Expr Range { get; } = range;

    public IReadOnlyList<string> Names { get; } = names;

    public Expr? Filter { get; } = filter;

    public Expr Body { get; } = body;

    /// <summary>Where the first name is kept; the second is after it.</summary>
    public int Slot { get; set; }
}

internal enum Binding
{
    Bind,
    OptMap,
    OptFlatMap,
}

/// <summary><c>cel.bind(name, value, body)</c>, <c>optional.optMap(name, body)</c>, <c>optional.optFlatMap(name, body)</c>.</summary>
internal sealed class Bound(Position at, Binding binding, string name, Expr value, Expr body) : Expr(at, Over(value, body))
{
    public Binding Binding { get; } = binding;

    public string Name { get; } = name;

    public Expr Value { get; } = value;

    public Expr Body { get; } = body;

    public int Slot { get; set; }
}
