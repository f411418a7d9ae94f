using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Contacts;

/// <summary>A person that the organisation sells to. A lead is a contact whose lifecycle is <c>lead</c>.</summary>
public static class Contact
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "contact",
        "con",
        "contacts",
        [
            new("name", Internal) { Searched = true },
            new("first_name", Internal),
            new("last_name", Internal),
            new("email", Confidential) { Searched = true },
            new("phone", Confidential),
            new("title", Internal),
            new("company", Internal) { Searched = true },
            new("account_id", Internal) { Told = true },
            new("owner_id", Internal) { Told = true },
            new("lifecycle", Internal) { Told = true },
            new("status", Internal) { Told = true },
            new("source", Internal),
            new("city", Internal),
            new("region", Internal),
            new("country", Internal),
            new("time_zone", Internal),
            new("linkedin", Confidential),
            new("description", Confidential) { Searched = true, Prose = true },
            new("birth_date", Regulated),
            new("custom", Confidential, Json),
            new("score", Internal, Whole),
            new("converted_at", Internal, Whole) { Bookkeeping = true },
            new("merged_into", Internal),
            new("last_activity_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Origin,
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "id",
    };

    /// <summary>The unique key of an e-mail address.</summary>
    public const string EmailClaim = "contact.email";
}
