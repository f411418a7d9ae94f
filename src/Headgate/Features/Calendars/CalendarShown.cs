using Headgate.Gate;

namespace Headgate.Features.Calendars;

/// <summary>A calendar in a period: what is in it and what is free.</summary>
public sealed record CalendarShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required Named User { get; init; }
    public required string TimeZone { get; init; }
    public required IReadOnlyList<Entry> Events { get; init; }
    public required IReadOnlyList<Slot> Free { get; init; }

    /// <summary>An event.</summary>
    public sealed record Entry(
        string Id,
        string Title,
        string StartsAt,
        string EndsAt,
        string Status,
        string? Place,
        Named? Contact,
        Named? Opportunity
    )
    {
        /// <summary>True when the title or the place is more than a name: whoever invites writes it.</summary>
        public bool? Untrusted => Provenance.IsName(Title) && Provenance.IsName(Place) ? null : true;
    }

    /// <summary>Free working time.</summary>
    public sealed record Slot(string StartsAt, string EndsAt);

    /// <summary>From stored rows and the free time between them.</summary>
    public static CalendarShown Of(CalendarRow row, IEnumerable<EventRow> events, IEnumerable<(long From, long To)> free) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            User = new(row.UserId, row.UserName),
            TimeZone = row.TimeZone,
            Events =
            [
                .. events.Select(e => new Entry(
                    e.Id,
                    e.Title,
                    Show.Time(e.StartsAt),
                    Show.Time(e.EndsAt),
                    e.Status,
                    e.Place,
                    Named.Of(e.ContactId, e.ContactName),
                    Named.Of(e.OpportunityId, e.OpportunityName)
                )),
            ],
            Free = [.. free.Select(f => new Slot(Show.Time(f.From), Show.Time(f.To)))],
        };
}
