namespace Headgate.Cel;

/// <summary>A type of the language: <c>int</c>, <c>list&lt;string&gt;</c>, a record with named fields.</summary>
public sealed class CelType
{
    private static readonly IReadOnlyDictionary<string, CelType> NoFields = new Dictionary<string, CelType>(StringComparer.Ordinal);

    private CelType(Kind kind, string name, params CelType[] parameters)
    {
        Kind = kind;
        Name = name;
        Parameters = parameters;
    }

    /// <summary>Anything; checked when it runs.</summary>
    public static CelType Dyn { get; } = new(Kind.Dyn, "dyn");

    /// <summary>The type of null.</summary>
    public static CelType Null { get; } = new(Kind.Null, "null_type");

    /// <summary>true or false.</summary>
    public static CelType Bool { get; } = new(Kind.Bool, "bool");

    /// <summary>A signed number of 64 bits.</summary>
    public static CelType Int { get; } = new(Kind.Int, "int");

    /// <summary>An unsigned number of 64 bits.</summary>
    public static CelType Uint { get; } = new(Kind.Uint, "uint");

    /// <summary>A floating point number.</summary>
    public static CelType Double { get; } = new(Kind.Double, "double");

    /// <summary>Text.</summary>
    public static CelType String { get; } = new(Kind.String, "string");

    /// <summary>Bytes.</summary>
    public static CelType Bytes { get; } = new(Kind.Bytes, "bytes");

    /// <summary>An instant.</summary>
    public static CelType Timestamp { get; } = new(Kind.Timestamp, "google.protobuf.Timestamp");

    /// <summary>A span of time.</summary>
    public static CelType Duration { get; } = new(Kind.Duration, "google.protobuf.Duration");

    /// <summary>What it is.</summary>
    public Kind Kind { get; }

    /// <summary>Its name in the language.</summary>
    public string Name { get; }

    internal CelType[] Parameters { get; }

    /// <summary>The fields of a record, by name.</summary>
    public IReadOnlyDictionary<string, CelType> Fields { get; private init; } = NoFields;

    /// <summary>A list of one type.</summary>
    public static CelType List(CelType element) => new(Kind.List, "list", element);

    /// <summary>A map; keys are bool, int, uint, string or dyn.</summary>
    public static CelType Map(CelType key, CelType value) => new(Kind.Map, "map", key, value);

    /// <summary>A value that may be absent.</summary>
    public static CelType Optional(CelType value) => new(Kind.Optional, "optional_type", value);

    /// <summary>A value or null, as a field that may be empty.</summary>
    public static CelType Nullable(CelType value) => value.Kind == Kind.Nullable ? value : new(Kind.Nullable, "nullable", value);

    /// <summary>The type of a type.</summary>
    public static CelType TypeOf(CelType type) => new(Kind.Type, "type", type);

    /// <summary>A record: selecting a field that is not declared is an error when a rule is compiled.</summary>
    public static CelType Record(string name, params (string Field, CelType Type)[] fields) =>
        new(Kind.Record, name) { Fields = fields.ToDictionary(f => f.Field, f => f.Type, StringComparer.Ordinal) };

    internal static CelType Param(string name) => new(Kind.Param, name);

    internal CelType With(CelType[] parameters) => new(Kind, Name, parameters) { Fields = Fields };

    internal bool Same(CelType other) =>
        ReferenceEquals(this, other)
        || Kind == other.Kind
            && Name == other.Name
            && Kind != Kind.Param
            && Parameters.Length == other.Parameters.Length
            && Parameters.Zip(other.Parameters).All(p => p.First.Same(p.Second));

    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            Kind.Timestamp => "timestamp",
            Kind.Duration => "duration",
            Kind.Optional => $"optional<{Parameters[0]}>",
            _ when Parameters.Length > 0 => $"{Name}<{string.Join(", ", Parameters.Select(p => p.ToString()))}>",
            _ => Name,
        };
}
