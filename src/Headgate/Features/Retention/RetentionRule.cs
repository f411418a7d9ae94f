using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Retention;

/// <summary>How long a class of what is kept of calls stays, and who wants it otherwise.</summary>
public static class RetentionRule
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "retention_rule",
        "ret",
        "retention_rules",
        [
            new("class", Internal),
            new("days", Internal, Whole),
            new("least_days", Internal, Whole),
            new("confirmed_by", Internal),
            new("wanted_days", Internal, Whole),
            new("reason", Internal),
            new("asked_by", Internal),
            new("expires_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
