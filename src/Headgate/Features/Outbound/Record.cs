using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>
/// What became of a message: the one place where delivery reports it, first by the dispatcher and later by whoever hears of a bounce or complaint. When too many
/// went wrong, the same commit turns outbound off.
/// </summary>
[Action(
    "outbound.record",
    Scope.None,
    "Record an outcome",
    "Records what became of a message that was sent.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Record : Feature<Record.Input, Record.Output>
{
    // More would say no more, and would cost more with every message.
    private const int MostCounted = 500;

    public sealed record Input
    {
        [Id("out")]
        public required string Id { get; init; }

        [OneOf("sent", "failed", "in_doubt", "bounced", "complained")]
        public required string Outcome { get; init; }

        [Bounds(0, 300)]
        public string? Detail { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Id { get; init; }
        public required string Status { get; init; }

        /// <summary>Why outbound went off, if it did.</summary>
        public string? Tripped { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = (await OutgoingRow.Need(reader, "id", [input.Id]))[0];
        if (!Follows(row.Status, input.Outcome))
            throw new RefusedException(
                new(
                    "outbound.outcome",
                    $"{row.Id} is {row.Status}; it cannot become {input.Outcome}.",
                    "Report what follows on its status."
                )
                {
                    Field = "outcome",
                    Record = row.Id,
                }
            );
        Plan plan = new();
        row.Move(
            plan,
            call,
            input.Outcome,
            ("detail", row.Detail, input.Detail),
            ("outcome_at", row.OutcomeAt, call.Effective.ToUnixTimeMilliseconds())
        );
        var organisation = await OrganisationRow.Own(reader);
        string? trips = null;
        if (organisation.Outbound == "on")
        {
            var rules = Guardrails.Read(organisation.Guardrails).Outbound;
            trips = rules.Trips(row.Channel, await Seen(reader, row, input.Outcome, rules, organisation.OutboundAt ?? 0));
            if (trips is not null)
                SwitchRow.Turn(plan, SwitchRow.Of(organisation), call, Switches.Organisation, "off", trips, by: null);
        }
        return Answer(
            new Output
            {
                Id = row.Id,
                Status = input.Outcome,
                Tripped = trips,
            },
            plan
        );
    }

    // A bounce comes after the sending, and a complaint after both.
    private static bool Follows(string status, string outcome) =>
        outcome switch
        {
            "sent" or "failed" or "in_doubt" => status == "sending",
            "bounced" => status is "sending" or "sent" or "in_doubt",
            _ => status is "sent" or "bounced" or "in_doubt",
        };

    // What happened before a person last turned it on was that person's to weigh.
    private static async ValueTask<Outcomes> Seen(Reader reader, OutgoingRow row, string outcome, OutboundRules rules, long since)
    {
        var counted = await reader.First<Counted>(
            $"""
            SELECT COUNT(*) AS total,
              CAST(SUM(CASE WHEN w.status IN ('bounced', 'complained') THEN 1 ELSE 0 END) AS BIGINT) AS bounced,
              CAST(SUM(CASE WHEN w.status IN ('failed', 'in_doubt') THEN 1 ELSE 0 END) AS BIGINT) AS failed,
              CAST(SUM(CASE WHEN w.twin > 0 THEN 1 ELSE 0 END) AS BIGINT) AS duplicate
            FROM (
              SELECT CASE WHEN o.id = @id THEN @outcome ELSE o.status END AS status,
                (SELECT COUNT(*) FROM outbox e WHERE e.tenant = @tenant AND e.channel = o.channel AND e.recipient = o.recipient AND e.created_at >= o.created_at - 86400000
                  AND e.id < o.id AND e.body = o.body AND COALESCE(e.subject, '') = COALESCE(o.subject, '') AND e.status <> 'discarded') AS twin
              FROM outbox o WHERE o.tenant = @tenant AND o.channel = @channel AND (o.outcome_at >= @since OR o.id = @id)
              ORDER BY o.outcome_at DESC LIMIT {MostCounted}
            ) w
            """,
            ("id", row.Id),
            ("outcome", outcome),
            ("channel", row.Channel),
            ("since", Math.Max(since, (reader.Now - rules.Window).ToUnixTimeMilliseconds()))
        );
        return new(counted!.Total, counted.Bounced ?? 0, counted.Failed ?? 0, counted.Duplicate ?? 0);
    }

    private sealed class Counted
    {
        public long Total { get; init; }
        public long? Bounced { get; init; }
        public long? Failed { get; init; }
        public long? Duplicate { get; init; }
    }
}
