namespace Headgate.Features.Calendars;

/// <summary>An event as the store keeps it.</summary>
public sealed class EventRow
{
    public string Id { get; init; } = "";
    public string CalendarId { get; init; } = "";
    public string Title { get; init; } = "";
    public long StartsAt { get; init; }
    public long EndsAt { get; init; }
    public string? Place { get; init; }
    public string Status { get; init; } = "";
    public string? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string? OpportunityId { get; init; }
    public string? OpportunityName { get; init; }

    /// <summary>Whether it takes the time that it stands at.</summary>
    public bool IsBusy => Status is not ("cancelled" or "canceled" or "declined");
}
