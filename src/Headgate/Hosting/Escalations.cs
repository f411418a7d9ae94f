using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>Asks the next person when nobody has decided on a held call in time: a call of the clock for each, with an event of its own.</summary>
internal sealed class Escalations(World world)
{
    private static readonly HashSet<string> Only = ["approvals.escalate"];

    /// <summary>Escalates what is due. Of several nodes one does.</summary>
    public async Task PassDue(CancellationToken cancel)
    {
        var now = world.Time.GetUtcNow();
        List<Row> due;
        await using (var view = await world.Database.Read(Database.Everyone, cancel))
            due = await view.Session.Query<Row>(
                """
                SELECT id, tenant, person_id, run, escalates_at FROM approvals
                WHERE status = 'pending' AND escalates_at <= @now AND escalated_at IS NULL AND expires_at > @now ORDER BY seq
                """,
                ("now", now)
            );
        foreach (var row in due)
            if (
                await Turns.Take(
                    world.Database,
                    row.Tenant,
                    """
                    UPDATE approvals SET escalates_at = @later WHERE tenant = @tenant AND id = @id AND escalates_at = @seen
                      AND status = 'pending' AND escalated_at IS NULL
                    """,
                    row.Id,
                    row.EscalatesAt,
                    now
                )
            )
                await world.Gate.Pass(CallOf(row, now), cancel);
    }

    private Call CallOf(Row row, DateTimeOffset now) =>
        new()
        {
            Id = Ids.Fresh("call", now),
            By = new()
            {
                Tenant = row.Tenant,
                Person = row.PersonId,
                PersonName = "the clock",
                Role = Role.Admin,
                Scopes = Scope.All,
                Only = Only,
                Realm = world.Realm,
                Credential = "clock",
            },
            Door = Door.Clock,
            Action = "approvals.escalate",
            Arguments = JsonSerializer.SerializeToElement(new { id = row.Id }),
            At = now,
            Seed = Randomness.Bytes(32),
            Run = row.Run,
        };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Tenant { get; init; } = "";
        public string PersonId { get; init; } = "";
        public string? Run { get; init; }
        public long EscalatesAt { get; init; }
    }
}
