using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Calendars;

/// <summary>Something that takes time in a calendar.</summary>
public static class Event
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "event",
        "cev",
        "events",
        [
            new("calendar_id", Internal),
            new("title", Internal),
            new("starts_at", Internal, Whole),
            new("ends_at", Internal, Whole),
            new("place", Internal),
            new("status", Internal),
            new("contact_id", Internal),
            new("account_id", Internal),
            new("opportunity_id", Internal),
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
