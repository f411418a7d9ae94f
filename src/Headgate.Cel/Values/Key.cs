using System.Diagnostics.CodeAnalysis;

namespace Headgate.Cel.Values;

/// <summary>What may be a key, and when two keys are one: 1, 1u and 1.0 are.</summary>
internal sealed class Key : IEqualityComparer<Value>
{
    public static readonly Key Comparer = new();

    public static bool May(Value value) => value.Kind is Kind.Bool or Kind.Int or Kind.Uint or Kind.String;

    public bool Equals(Value? x, Value? y) =>
        (x, y) switch
        {
            (StringValue a, StringValue b) => a.Value == b.Value,
            (BoolValue a, BoolValue b) => a.Value == b.Value,
            (not null, not null) => Order.Numbers(x, y) == 0,
            _ => false,
        };

    public int GetHashCode([DisallowNull] Value obj) =>
        obj switch
        {
            StringValue s => s.Value.GetHashCode(StringComparison.Ordinal),
            BoolValue b => b.Value ? 1 : 2,
            // Through double, since every number that equals another has the same one. HashCode is seeded, so that nobody can choose collisions.
            IntValue i => HashCode.Combine((double)i.Value),
            UintValue u => HashCode.Combine((double)u.Value),
            DoubleValue d => HashCode.Combine(d.Value),
            _ => 0,
        };
}
