using Headgate.Cel.Values;

namespace Headgate.Cel;

/// <summary>The answer of a rule and what it cost. Only <see cref="IsTrue"/> and <see cref="IsFalse"/> are answers of a condition; everything else is none.</summary>
public readonly record struct Evaluation(Value Value, long Cost)
{
    /// <summary>The cost limit was reached; there is no answer.</summary>
    public bool Spent { get; init; }

    /// <summary>The answer is true.</summary>
    public bool IsTrue => Value is BoolValue { Value: true };

    /// <summary>The answer is false.</summary>
    public bool IsFalse => Value is BoolValue { Value: false };

    /// <summary>Facts that must be known first.</summary>
    public IReadOnlyCollection<string> Unknown => Value is UnknownValue unknown ? unknown.Names : [];

    /// <summary>Why there is no answer.</summary>
    public CelError? Error =>
        Value is ErrorValue error
            ? new(
                error.At.Line,
                error.At.Column,
                error.Why,
                Spent ? "Shorten the lists and texts that the rule goes through." : "Guard it with has(…) or a comparison before it."
            )
            : null;
}
