using Headgate.Cel.Values;

namespace Headgate.Cel.Tests.Fuzz;

/// <summary>Whether a value is of the type that the checker promised. What a list or a map holds may have come through dyn and is not looked at.</summary>
internal static class Promise
{
    public static bool Held(CelType type, Value value) =>
        type.Kind switch
        {
            Kind.Dyn or Kind.Param => true,
            Kind.Nullable => value is NullValue || Held(type.Parameters[0], value),
            // Of what may be null by the checker's rules, null may come.
            Kind.Record or Kind.Timestamp or Kind.Duration or Kind.Optional when value is NullValue => true,
            Kind.Record => value is MapValue,
            var kind => value.Kind == kind,
        };
}
