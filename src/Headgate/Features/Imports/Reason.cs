using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Imports;

/// <summary>Why rows were refused, or what is worth a look about rows that were taken.</summary>
[Class(DataClass.Internal)]
public sealed record Reason
{
    /// <summary>Stable: <c>import.unknown_product</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the rows were refused; else they were taken, and this is a remark.</summary>
    public required bool Refused { get; init; }
    public required string Why { get; init; }
    public string? Field { get; init; }
    public string? Value { get; init; }
    public required long Count { get; init; }

    /// <summary>The first rows, by number; the first row below the header is 1.</summary>
    public required IReadOnlyList<long> Rows { get; init; }
}
