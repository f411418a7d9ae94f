using Headgate.Gate;

namespace Headgate.Store;

/// <summary>The switches as they stand. Whatever is not plainly on is off.</summary>
internal static class SwitchBoard
{
    /// <summary>The first of these that is off; nothing when all are on.</summary>
    public static async ValueTask<string?> FirstOff(Session session, string tenant, IReadOnlyList<string> names)
    {
        var rows = await session.Query<Row>(
            $"""
            SELECT 'organisation' AS name, outbound FROM organisations WHERE tenant = @tenant AND id = @tenant
            UNION ALL SELECT name, outbound FROM switches WHERE tenant = @tenant AND {session.Dialect.In("name", "@names")}
            """,
            ("tenant", tenant),
            ("names", names)
        );
        return names.FirstOrDefault(n => rows.Find(r => r.Name == n) is { } row ? row.Outbound != "on" : n == Switches.Organisation);
    }

    /// <summary>The lock that nodes over the same database share: held by whoever sends, alone by whoever turns off, until it is given back.</summary>
    public static async ValueTask<IAsyncDisposable> Lock(Database database, string tenant, bool exclusive, CancellationToken cancel)
    {
        var view = await database.Read(tenant, cancel);
        try
        {
            // A node that hangs with the lock must not hang the others: whoever waited this long is told, and tries again.
            await view.Session.Execute("SET LOCAL lock_timeout = '10s'");
            await view.Session.Execute(
                exclusive
                    ? "SELECT pg_advisory_xact_lock(hashtextextended('switch ' || @tenant, 0))"
                    : "SELECT pg_advisory_xact_lock_shared(hashtextextended('switch ' || @tenant, 0))",
                ("tenant", tenant)
            );
            return view;
        }
        catch
        {
            await view.DisposeAsync();
            throw;
        }
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Outbound { get; init; } = "";
    }
}
