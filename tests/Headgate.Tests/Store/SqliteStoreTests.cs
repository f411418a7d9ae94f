using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Sqlite;

namespace Headgate.Tests.Store;

/// <summary>The embedded store.</summary>
public sealed class SqliteStoreTests : StoreTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-store-").FullName;
    private int _opened;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<Database> OpenNew() => Task.FromResult<Database>(SqliteDatabase.Open(PathOf(++_opened)));

    [Fact]
    public void A_file_that_is_in_use_is_refused()
    {
        var refused = Assert.Throws<StoreException>(() => SqliteDatabase.Open(PathOf(1)));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_stays_as_it_is()
    {
        var path = Path.Combine(_folder, "letter.txt");
        await File.WriteAllTextAsync(path, new string('x', 5000));
        Assert.Throws<StoreException>(() => SqliteDatabase.Open(path));
        Assert.Equal(5000, new FileInfo(path).Length);
    }

    [Fact]
    public async Task A_backup_in_use_is_a_database_of_one_moment()
    {
        var writers = Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i => Task.Run(() => Ours.Ask("contacts.create", new { name = $"W {i}", email = $"{i}@example.com" }).AsTask()))
        );
        var copy = Path.Combine(_folder, "copy.db");
        await Database.Backup(copy, CancellationToken.None);
        Assert.All(await writers, o => Assert.Equal(Ended.Done, o.Ended));
        await using var restored = SqliteDatabase.Open(copy);
        await using var view = await restored.Read(Ours.Tenant, CancellationToken.None);
        Assert.Equal("ok", await view.Session.Scalar("PRAGMA integrity_check"));
        Assert.Equal(
            await view.Session.Scalar("SELECT COUNT(*) FROM contacts"),
            await view.Session.Scalar("SELECT COUNT(*) FROM audit_events WHERE ended = 'done'")
        );
    }

    [Fact]
    public async Task What_was_written_is_there_when_the_file_is_opened_again()
    {
        var first = SqliteDatabase.Open(Path.Combine(_folder, "again.db"));
        await Migrator.Run(first, Time);
        var id = await Created(await new Company(first, Sealer, Time, 3).Found(), new { name = "Kept" });
        await first.DisposeAsync();
        await using var second = SqliteDatabase.Open(Path.Combine(_folder, "again.db"));
        Assert.Equal(id, IdOf(await Answered(new Company(second, Sealer, Time, 3).Ask("contacts.get", new { id }))));
    }

    private string PathOf(int number) => Path.Combine(_folder, $"{number}.db");

    [Fact]
    [Proves(Frameworks.Mcp, "MCP08")]
    public async Task On_a_full_disk_calls_are_refused_whole_and_go_on_when_there_is_room()
    {
        await Write(Ours, $"PRAGMA max_page_count = {(long)(await Scalar(Ours, "PRAGMA page_count"))! + 40}");
        var (done, refused) = (0, 0);
        var words = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"w{i}"));
        for (var i = 0; refused < 5 && i < 2000; i++)
        {
            var outcome = await Ours.Ask(
                "contacts.create",
                new
                {
                    name = $"Contact {i}",
                    email = $"c{i}@example.com",
                    description = words,
                }
            );
            if (outcome.Ended == Gate.Ended.Done)
                done++;
            else
            {
                Assert.Equal("store.unavailable", outcome.Refusal?.Code);
                refused++;
            }
        }
        Assert.Equal(5, refused);
        Assert.Equal(done, await Count(Ours, "contacts"));
        Assert.Equal(done, await Count(Ours, "audit_events", "ended = 'done'"));
        Assert.Equal("ok", await Scalar(Ours, "PRAGMA integrity_check"));
        await Write(Ours, "PRAGMA max_page_count = 1073741823");
        await Created(Ours, new { name = "There is room", email = "room@example.com" });
    }
}

/// <summary>The embedded store when all work is done twice.</summary>
public sealed class RepeatedStoreTests : StoreTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-store-").FullName;
    private int _opened;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<Database> OpenNew() =>
        Task.FromResult<Database>(new Again(SqliteDatabase.Open(Path.Combine(_folder, $"{++_opened}.db"))));
}
