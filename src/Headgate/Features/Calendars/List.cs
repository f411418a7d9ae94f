using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Calendars;

/// <summary>Calendars over a period: what is in them, and the free working time between.</summary>
[Action(
    "calendars.list",
    Scope.Read,
    "List calendars",
    "Lists calendars with events and free working time of a period, the next 7 days unless said."
)]
public sealed class List : Feature<List.Input, List.Output>
{
    private const int MostDays = 31;

    public sealed record Input
    {
        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [Moment, Says("Default now")]
        public string? From { get; init; }

        [Moment, Says("At most 31 days after from")]
        public string? To { get; init; }

        [Says("Shortest free time shown; default 30"), Bounds(5, 1440)]
        public int? Minutes { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string From { get; init; }
        public required string To { get; init; }
        public required IReadOnlyList<CalendarShown> Items { get; init; }
        public string? NextCursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var from = call.Moment(input.From) ?? call.At;
        var to = call.Moment(input.To) ?? from.AddDays(7);
        // An hour more, since 31 local days that hold the end of summer time are that much longer.
        if (to <= from || to - from > TimeSpan.FromDays(MostDays) + TimeSpan.FromHours(1))
            throw new RefusedException(Refusal.Input("to", $"an instant after from and at most {MostDays} days after it", Moments.Iso(to)));
        var owner = input.Owner is null ? null : await Owner.Resolve(reader, "owner", input.Owner);
        var (rows, next) = await new Listing(reader, CalendarRow.Select, "c.created_at", descending: false)
            .Seen("c.user_id")
            .Where("c.user_id = @owner", "owner", owner?.Id)
            .Read<CalendarRow>(input.Limit, input.Cursor, r => (r.CreatedAt, r.Id));
        var events = (await Events(reader, rows, from, to)).ToLookup(e => e.CalendarId, StringComparer.Ordinal);
        // What has passed is not free.
        var free = Math.Max(from.ToUnixTimeMilliseconds(), call.At.ToUnixTimeMilliseconds());
        var least = (input.Minutes ?? 30) * 60_000L;
        var output = new Output
        {
            From = Moments.Iso(from),
            To = Moments.Iso(to),
            Items =
            [
                .. rows.Select(c =>
                    CalendarShown.Of(c, events[c.Id], FreeTime.Of(c, events[c.Id], free, to.ToUnixTimeMilliseconds(), least))
                ),
            ],
            NextCursor = next,
        };
        return Answer(output, rows.Select(c => new RecordRef(c.Id, c.Version)));
    }

    private static ValueTask<List<EventRow>> Events(Reader reader, List<CalendarRow> calendars, DateTimeOffset from, DateTimeOffset to) =>
        reader.All<EventRow>(
            "SELECT e.id, e.calendar_id, e.title, e.starts_at, e.ends_at, e.place, e.status, e.contact_id, e.opportunity_id, "
                + "n.name AS contact_name, o.name AS opportunity_name FROM events e "
                + "LEFT JOIN contacts n ON n.tenant = e.tenant AND n.id = e.contact_id "
                + "LEFT JOIN opportunities o ON o.tenant = e.tenant AND o.id = e.opportunity_id "
                + $"WHERE e.tenant = @tenant AND {reader.Dialect.In("e.calendar_id", "@calendars")} "
                + "AND e.starts_at < @to AND e.ends_at > @from ORDER BY e.starts_at, e.id",
            ("calendars", calendars.Select(c => c.Id)),
            ("to", to),
            ("from", from)
        );
}
