namespace Headgate.Cel;

/// <summary>What a value or a type is.</summary>
public enum Kind
{
    /// <summary>Anything; checked when it runs.</summary>
    Dyn,

    /// <summary>A type parameter of a signature.</summary>
    Param,

    /// <summary>null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>A signed number of 64 bits.</summary>
    Int,

    /// <summary>An unsigned number of 64 bits.</summary>
    Uint,

    /// <summary>A floating point number of 64 bits.</summary>
    Double,

    /// <summary>Unicode text.</summary>
    String,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>An instant, to the nanosecond.</summary>
    Timestamp,

    /// <summary>A span of time, to the nanosecond.</summary>
    Duration,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map from bool, int, uint or string.</summary>
    Map,

    /// <summary>A map with declared fields.</summary>
    Record,

    /// <summary>A value or null.</summary>
    Nullable,

    /// <summary>A value that may be absent.</summary>
    Optional,

    /// <summary>A type as a value.</summary>
    Type,

    /// <summary>What could not be computed.</summary>
    Error,

    /// <summary>What is not known yet.</summary>
    Unknown,
}
