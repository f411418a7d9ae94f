namespace Headgate.Features.Calendars;

/// <summary>A calendar as the store keeps it.</summary>
public sealed class CalendarRow
{
    /// <summary>The columns and tables of every read of calendars; conditions follow.</summary>
    public const string Select =
        "SELECT c.*, u.name AS user_name FROM calendars c LEFT JOIN users u ON u.tenant = c.tenant AND u.id = c.user_id WHERE c.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string UserId { get; init; } = "";
    public string? UserName { get; init; }
    public string Name { get; init; } = "";
    public string TimeZone { get; init; } = "";

    /// <summary>When work begins there, <c>09:00</c>.</summary>
    public string WorkFrom { get; init; } = "";

    /// <summary>When it ends; not after <see cref="WorkFrom"/> means on the next day.</summary>
    public string WorkTo { get; init; } = "";

    /// <summary>Days of the week, <c>mon,tue,wed</c> or ISO numbers <c>1,2,3</c>.</summary>
    public string WorkDays { get; init; } = "";
    public long CreatedAt { get; init; }
}
