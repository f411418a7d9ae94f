using Headgate.Store;
using Headgate.Store.Logs;

namespace Headgate.Tests.Logs;

/// <summary>
/// Integrates everything that is committed. On PostgreSQL a transaction that anybody in the cluster has open, another test for one, holds back what
/// committed after it began: this waits until it ends.
/// </summary>
internal static class Horizon
{
    private const int Looks = 12_000;

    public static async Task IntegrateAll(this Integrator integrator, Database database)
    {
        await Pass(database);
        await integrator.All(CancellationToken.None);
    }

    /// <summary>Waits until everything that is committed can be integrated.</summary>
    public static async Task Pass(Database database)
    {
        if (database.Dialect == Dialect.Postgres)
            for (var look = 0; look < Looks && !await IsPassed(database); look++)
                await Task.Delay(50);
    }

    private static async Task<bool> IsPassed(Database database)
    {
        await using var view = await database.Read(Database.Everyone, CancellationToken.None);
        return await view.Session.Scalar("SELECT COUNT(*) FROM audit_events WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())") is 0L;
    }
}
