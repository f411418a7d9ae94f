using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Imports;

/// <summary>What is said about one row: a stable code, the field and value that it is about, one sentence.</summary>
[Class(DataClass.Internal)]
public sealed record Remark(string Code, string? Field, string? Value, string Why);

/// <summary>A row that is not taken.</summary>
internal sealed class RowRefused(Remark remark) : Exception(remark.Why)
{
    /// <summary>Why.</summary>
    public Remark Remark { get; } = remark;

    /// <summary>Refuses.</summary>
    public static RowRefused Of(string code, string? field, string? value, string why) => new(new(code, field, value, why));
}
