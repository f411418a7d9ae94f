namespace Headgate.Cel.Values;

/// <summary>The types of values, as values, each made once.</summary>
internal static class Types
{
    private static readonly CelType ListOfAny = CelType.List(CelType.Dyn);
    private static readonly CelType MapOfAny = CelType.Map(CelType.Dyn, CelType.Dyn);
    private static readonly CelType OptionalAny = CelType.Optional(CelType.Dyn);
    private static readonly CelType TypeOfAny = CelType.TypeOf(CelType.Dyn);

    // What a name without a declaration may mean.
    public static readonly IReadOnlyDictionary<string, CelType> Named = new[]
    {
        CelType.Null,
        CelType.Bool,
        CelType.Int,
        CelType.Uint,
        CelType.Double,
        CelType.String,
        CelType.Bytes,
        CelType.Timestamp,
        CelType.Duration,
        ListOfAny,
        MapOfAny,
        OptionalAny,
        TypeOfAny,
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static CelType Of(Kind kind) =>
        kind switch
        {
            Kind.Null => CelType.Null,
            Kind.Bool => CelType.Bool,
            Kind.Int => CelType.Int,
            Kind.Uint => CelType.Uint,
            Kind.Double => CelType.Double,
            Kind.String => CelType.String,
            Kind.Bytes => CelType.Bytes,
            Kind.Timestamp => CelType.Timestamp,
            Kind.Duration => CelType.Duration,
            Kind.List => ListOfAny,
            Kind.Map => MapOfAny,
            Kind.Optional => OptionalAny,
            Kind.Type => TypeOfAny,
            _ => CelType.Dyn,
        };
}
