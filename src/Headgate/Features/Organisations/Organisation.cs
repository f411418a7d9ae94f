using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Organisations;

/// <summary>An organisation: the tenant, its settings and its outbound switch.</summary>
public static class Organisation
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "organisation",
        "org",
        "organisations",
        [
            new("num", Internal, Whole) { Bookkeeping = true },
            new("name", Internal),
            new("currency", Internal),
            new("time_zone", Internal),
            new("outbound", Internal) { Told = true },
            new("outbound_reason", Internal),
            new("outbound_by", Internal),
            new("outbound_at", Internal, Whole) { Bookkeeping = true },
            new("icp", Internal),
            new("qualified", Internal),
            new("guidance", Internal),
            new("email_signature", Internal),
            new("providers", Internal, Json),
            new("guardrails", Internal, Json),
            new("policies", Internal),
            new("connecting", Internal, Json),
            .. Columns.Clocks,
        ]
    );
}
