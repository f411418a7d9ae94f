using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Activities;

/// <summary>Something that happened with a customer: a call, an e-mail, a meeting.</summary>
public static class Activity
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "activity",
        "act",
        "activities",
        [
            new("kind", Internal),
            new("subject", Internal),
            new("body", Confidential) { Prose = true },
            new("direction", Internal),
            new("outcome", Internal),
            new("at", Internal, Whole) { Bookkeeping = true },
            new("duration_s", Internal, Whole),
            new("user_id", Internal),
            new("account_id", Internal),
            new("contact_id", Internal),
            new("opportunity_id", Internal),
            .. Columns.Origin,
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
