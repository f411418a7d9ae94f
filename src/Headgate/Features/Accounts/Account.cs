using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Accounts;

/// <summary>A company.</summary>
public static class Account
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "account",
        "acc",
        "accounts",
        [
            new("name", Internal) { Searched = true },
            new("domain", Internal) { Searched = true },
            new("website", Internal),
            new("industry", Internal) { Searched = true },
            new("phone", Confidential),
            new("description", Internal) { Searched = true },
            new("employees", Internal, Whole),
            new("revenue_minor", Internal, Whole),
            new("currency", Internal),
            new("founded", Internal, Whole),
            new("street", Internal),
            new("city", Internal) { Searched = true },
            new("region", Internal),
            new("postal_code", Internal),
            new("country", Internal),
            new("parent_id", Internal),
            new("owner_id", Internal) { Told = true },
            new("status", Internal) { Told = true },
            new("source", Internal),
            new("custom", Confidential, Json),
            new("merged_into", Internal),
            new("last_activity_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Origin,
            .. Columns.Clocks,
        ]
    );

    /// <summary>The unique key of a domain.</summary>
    public const string DomainClaim = "account.domain";
}
