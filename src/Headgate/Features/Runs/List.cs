using Headgate.Features.Audit;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>Runs, newest first, for the person who looks for the one to undo.</summary>
[Action(
    "runs.list",
    Scope.Read,
    "List runs",
    "Lists runs, newest first, by agent; with how many calls changed something or were refused.",
    Offered = Offered.People
)]
public sealed class List : Feature<List.Input, Page<List.RunShown>>
{
    private const string Select =
        "SELECT r.seq, r.id, r.agent_id, g.name AS agent_name, r.person_id, p.name AS person_name, r.began_at, r.last_at, r.tainted_at, "
        + "(SELECT COUNT(*) FROM audit_events e WHERE e.tenant = r.tenant AND e.run = r.id) AS calls, "
        + "(SELECT COUNT(*) FROM audit_events e WHERE e.tenant = r.tenant AND e.run = r.id AND e.ended = 'refused') AS refused "
        + "FROM runs r LEFT JOIN agents g ON g.tenant = r.tenant AND g.id = r.agent_id "
        + "LEFT JOIN users p ON p.tenant = r.tenant AND p.id = r.person_id WHERE r.tenant = @tenant";

    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public string? Agent { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    public sealed record RunShown
    {
        public required string Id { get; init; }
        public Named? Agent { get; init; }
        public required Named Person { get; init; }
        public required string BeganAt { get; init; }
        public required string LastAt { get; init; }
        public required bool Tainted { get; init; }
        public required long Calls { get; init; }
        public required long Refused { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var agents = input.Agent is null ? null : await Who.Agents(reader, input.Agent);
        var listing = new Listing(reader, Select, "r.seq")
            .Where(reader.Dialect.In("r.agent_id", "@agents"), "agents", agents)
            .Seen("r.person_id");
        var (rows, next) = await listing.Read<Row>(input.Limit, input.Cursor, r => (r.Seq, r.Id));
        return Answer(new Page<RunShown>([.. rows.Select(r => r.Shown())], next));
    }

    private sealed class Row
    {
        public long Seq { get; init; }
        public string Id { get; init; } = "";
        public string? AgentId { get; init; }
        public string? AgentName { get; init; }
        public string PersonId { get; init; } = "";
        public string? PersonName { get; init; }
        public long BeganAt { get; init; }
        public long LastAt { get; init; }
        public long? TaintedAt { get; init; }
        public long Calls { get; init; }
        public long Refused { get; init; }

        public RunShown Shown() =>
            new()
            {
                Id = Id,
                Agent = Named.Of(AgentId, AgentName),
                Person = new(PersonId, PersonName),
                BeganAt = Show.Time(BeganAt),
                LastAt = Show.Time(LastAt),
                Tainted = TaintedAt is not null,
                Calls = Calls,
                Refused = Refused,
            };
    }
}
