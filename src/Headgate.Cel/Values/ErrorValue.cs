using Headgate.Cel.Syntax;

namespace Headgate.Cel.Values;

/// <summary>Why there is no value. It passes through every function and is forgotten only where <c>&amp;&amp;</c> or <c>||</c> need no answer.</summary>
public sealed class ErrorValue : Value
{
    internal ErrorValue(string why, Position at = default)
        : base(Kind.Error) => (Why, At) = (why, at);

    /// <summary>Why, in one sentence.</summary>
    public string Why { get; }

    internal Position At { get; }

    internal static ErrorValue NoOverload(string function, params ReadOnlySpan<Value> arguments)
    {
        var kinds = new string[arguments.Length];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = arguments[i].Type.ToString();
        return new($"no such overload: {function}({string.Join(", ", kinds)})");
    }

    internal ErrorValue Placed(Position at) => At.Line > 0 ? this : new(Why, at);

    /// <inheritdoc/>
    public override string ToString() => $"error: {Why}";
}

/// <summary>What cannot be said before the named facts are known.</summary>
public sealed class UnknownValue(IReadOnlyCollection<string> names) : Value(Kind.Unknown)
{
    /// <summary>The facts that are missing.</summary>
    public IReadOnlyCollection<string> Names { get; } = names;

    // Unknown before error: once the facts are known the error may be gone.
    internal static Value Merge(Value one, Value other) =>
        (one, other) switch
        {
            (UnknownValue a, UnknownValue b) => new UnknownValue([.. a.Names.Union(b.Names, StringComparer.Ordinal)]),
            (UnknownValue, _) => one,
            (_, UnknownValue) => other,
            (ErrorValue, _) => one,
            _ => other,
        };

    /// <inheritdoc/>
    public override string ToString() => $"unknown: {string.Join(", ", Names)}";
}
