using Headgate.Gate;
using static Headgate.Gate.DataClass;

namespace Headgate.Features.Calendars;

/// <summary>A person's calendar and working hours.</summary>
public static class Calendar
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "calendar",
        "cal",
        "calendars",
        [
            new("user_id", Internal),
            new("name", Internal),
            new("time_zone", Internal),
            new("work_from", Internal),
            new("work_to", Internal),
            new("work_days", Internal),
            .. Columns.Clocks,
        ]
    );
}
