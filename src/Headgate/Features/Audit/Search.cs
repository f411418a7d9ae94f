using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>Audit events by record, who, what, how it ended and when; newest first.</summary>
[Action(
    "audit.search",
    Scope.Admin,
    "Search the audit",
    "Searches audit events, newest first, by record, agent, person, run, tool, outcome, refusal code, time or text."
)]
public sealed class Search : Feature<Search.Input, Page<EventShown>>
{
    // A text is looked for in this many events from the cursor on; the next cursor goes on behind them.
    private const int Looked = 5000;

    public sealed record Input
    {
        [Says("Id of an account, contact, opportunity, …"), Bounds(1, 60)]
        public string? Record { get; init; }

        [Says("Name or id")]
        public string? Agent { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Person { get; init; }

        [Id("run")]
        public string? Run { get; init; }

        [Says("Tool, such as contacts.create"), Bounds(1, 60)]
        public string? Action { get; init; }

        [OneOf("done", "refused", "planned", "replayed")]
        public string? Ended { get; init; }

        [Says("Beginning of a refusal code, such as dedupe"), Bounds(1, 80)]
        public string? Code { get; init; }

        [Moment]
        public string? Since { get; init; }

        [Moment]
        public string? Until { get; init; }

        [Says("In tool, code and names"), Bounds(2, 100)]
        public string? Text { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var agents = input.Agent is null ? null : await Who.Agents(reader, input.Agent);
        var people = input.Person is null ? null : await Who.People(reader, input.Person);
        var listing = new Listing(reader, EventRow.Select, "e.seq")
            .Where(
                "e.id IN (SELECT event_id FROM audit_refs WHERE tenant = @tenant AND record_id = @record)",
                "record",
                input.Record?.Trim()
            )
            .Where(reader.Dialect.In("e.actor", "@agents"), "agents", agents)
            .Where(reader.Dialect.In("e.person", "@people"), "people", people)
            .Where("e.run = @run", "run", input.Run)
            .Where("e.action = @action", "action", input.Action is { } action ? Canonical(action) : null)
            .Where("e.ended = @ended", "ended", input.Ended)
            .Where("e.code LIKE @code ESCAPE '!'", "code", input.Code is { } code ? Like.Beginning(code.ToLowerInvariant()) : null)
            .Where("e.at >= @since", "since", call.Moment(input.Since))
            .Where("e.at < @until", "until", call.Moment(input.Until));
        var limit = input.Limit ?? 20;
        var (rows, next) = await listing.Read<EventRow>(input.Text is null ? limit : Looked, input.Cursor, r => (r.Seq, r.Id));
        if (input.Text is { } text)
        {
            var found = rows.Where(r => r.Holds(text.Trim())).Take(limit + 1).ToList();
            if (found.Count > limit)
                next = listing.CursorAt(found[limit - 1].Seq, found[limit - 1].Id);
            rows = [.. found.Take(limit)];
        }
        return Answer(new Page<EventShown>([.. rows.Select(EventShown.Of)], next));
    }

    // Clients know a tool by its wire name.
    private static string Canonical(string action)
    {
        var given = action.Trim();
        var cut = given.IndexOf('_');
        return cut < 0 || given.Contains('.') ? given : $"{given[..cut]}.{given[(cut + 1)..]}";
    }
}
