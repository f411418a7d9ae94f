using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>Values that may be absent. <c>or</c> and <c>orValue</c> run in the runner, which looks at the second only when it must.</summary>
internal static class Optionals
{
    public static readonly Overload[] All =
    [
        Overload.Of("optional.of(A) -> optional<A>", (_, a) => new OptionalValue(a[0])),
        Overload.Of("optional.none() -> optional<A>", (_, _) => OptionalValue.None),
        Overload.Of("optional.ofNonZeroValue(A) -> optional<A>", (_, a) => a[0].IsZero ? OptionalValue.None : new OptionalValue(a[0])),
        Overload.Of("(optional<A>).hasValue() -> bool", (_, a) => Value.Of(((OptionalValue)a[0]).Value is not null)),
        Overload.Of(
            "(optional<A>).value() -> A",
            (_, a) => ((OptionalValue)a[0]).Value ?? Value.Error("optional.none() dereference: there is no value")
        ),
        Overload.Of("(optional<A>).or(optional<A>) -> optional<A>", (_, a) => ((OptionalValue)a[0]).Value is null ? a[1] : a[0]),
        Overload.Of("(optional<A>).orValue(A) -> A", (_, a) => ((OptionalValue)a[0]).Value ?? a[1]),
    ];
}
