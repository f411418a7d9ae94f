using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>Applies retention where something is old enough: a call of the clock for each portion, with an event of its own.</summary>
internal sealed class Ageing(World world)
{
    private static readonly TimeSpan Looks = TimeSpan.FromMinutes(1);
    private static readonly HashSet<string> Only = ["retention.apply"];

    private DateTimeOffset _looked;

    /// <summary>Applies it, at most once a minute.</summary>
    public async Task PassDue(CancellationToken cancel)
    {
        var now = world.Time.GetUtcNow();
        if (now - _looked < Looks)
            return;
        _looked = now;
        foreach (var of in KeptClass.All)
        {
            List<Row> due;
            await using (var view = await world.Database.Read(Database.Everyone, cancel))
                due = await view.Session.Query<Row>(
                    $"""
                    SELECT o.id AS tenant, (SELECT MIN(u.id) FROM users u WHERE u.tenant = o.id AND u.role = 'admin' AND u.status = 'active') AS person
                    FROM organisations o WHERE EXISTS
                      (SELECT 1 FROM recorded_calls WHERE tenant = o.id AND {of.Condition} AND {RecordedCalls.Free} AND at < @now - 86400000 * COALESCE(
                        (SELECT r.days FROM retention_rules r WHERE r.tenant = o.id AND r.class = @class), {KeptClass.UsualDays})) ORDER BY o.id
                    """,
                    ("now", now),
                    ("class", of.Name)
                );
            foreach (var row in due)
                await world.Gate.Pass(CallOf(row, of, now), cancel);
        }
        // No call: what goes opens nothing, and nobody is told of it anywhere.
        foreach (var tenant in await WhereSpent(now, cancel))
            while (await SpentCredentials.Drop(world.Database, tenant, now)) { }
    }

    private async Task<List<string>> WhereSpent(DateTimeOffset now, CancellationToken cancel)
    {
        await using var view = await world.Database.Read(Database.Everyone, cancel);
        return await view.Session.Query<string>(
            $"SELECT o.id FROM organisations o WHERE EXISTS (SELECT 1 FROM credentials WHERE tenant = o.id AND {SpentCredentials.Spent}) ORDER BY o.id",
            ("before", now - SpentCredentials.Kept)
        );
    }

    private Call CallOf(Row row, KeptClass of, DateTimeOffset now) =>
        new()
        {
            Id = Ids.Fresh("call", now),
            By = new()
            {
                Tenant = row.Tenant,
                Person = row.Person ?? row.Tenant,
                PersonName = "the clock",
                Role = Role.Admin,
                Scopes = Scope.All,
                Only = Only,
                Realm = world.Realm,
                Credential = "clock",
            },
            Door = Door.Clock,
            Action = "retention.apply",
            Arguments = JsonSerializer.SerializeToElement(new { @class = of.Name }),
            At = now,
            Seed = Randomness.Bytes(32),
        };

    private sealed class Row
    {
        public string Tenant { get; init; } = "";
        public string? Person { get; init; }
    }
}
