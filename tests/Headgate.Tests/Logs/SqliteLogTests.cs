using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Logs;

/// <summary>The log over the embedded store.</summary>
public sealed class SqliteLogTests : LogTests
{
    private int _opened;

    protected override Task<Database> OpenNew() => Task.FromResult<Database>(SqliteDatabase.Open(Path.Combine(Folder, $"{++_opened}.db")));

    protected override async Task Unguard()
    {
        foreach (var name in (string[])["audit_events_no_update", "audit_events_no_delete", "log_tiles_no_update", "log_tiles_no_delete"])
            await Write($"DROP TRIGGER {name}");
    }

    [Fact]
    public async Task A_database_that_was_put_back_to_an_older_copy_signs_nothing()
    {
        var copy = Path.Combine(Folder, "copy.db");
        using (var integrator = Integrator())
        {
            await Create(Ours, 5);
            await integrator.All(CancellationToken.None);
            await Database.Backup(copy, CancellationToken.None);
            await Create(Ours, 5);
            await integrator.All(CancellationToken.None);
        }
        await using var older = SqliteDatabase.Open(copy);
        using var refusing = Integrator(older);
        Assert.False(await refusing.Step(CancellationToken.None));
        Assert.Contains("older state", refusing.Refuses, StringComparison.Ordinal);
        var before = new FileInfo(Path.Combine(Folder, "checkpoints")).Length;
        await refusing.All(CancellationToken.None);
        Assert.Equal(before, new FileInfo(Path.Combine(Folder, "checkpoints")).Length);
        await using var view = await older.Read(Ours.Tenant, CancellationToken.None);
        var report = await new LogCheck(view.Session, Ours.Tenant, Key, new(Path.Combine(Folder, "checkpoints"))).Run(Time.GetUtcNow());
        Assert.Contains(report.Faults, f => f.Code == "rolled_back");
    }
}

/// <summary>The log over the embedded store when all work is done twice.</summary>
public sealed class RepeatedLogTests : LogTests
{
    private int _opened;

    protected override Task<Database> OpenNew() =>
        Task.FromResult<Database>(new Again(SqliteDatabase.Open(Path.Combine(Folder, $"{++_opened}.db"))));

    protected override async Task Unguard()
    {
        foreach (var name in (string[])["audit_events_no_update", "audit_events_no_delete", "log_tiles_no_update", "log_tiles_no_delete"])
            await Write($"DROP TRIGGER {name}");
    }
}
