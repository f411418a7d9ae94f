using Headgate.Store;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Features.Demo;

/// <summary>The demo in the embedded store, made in the afternoon.</summary>
public sealed class SqliteDemo() : DemoSite(hour: 19)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-demo-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<Database> OpenNew() => Task.FromResult<Database>(SqliteDatabase.Open(Path.Combine(_folder, "demo.db")));
}

/// <summary>The demo in PostgreSQL, made in the morning of the same day.</summary>
public sealed class PostgresDemo(PostgresServer server) : DemoSite(hour: 15)
{
    protected override async Task<Database> OpenNew() => await PostgresDatabase.Open(server.Address, server.NewSchema());
}
