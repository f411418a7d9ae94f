using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Sqlite;
using Microsoft.Data.Sqlite;

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

    [Theory]
    [InlineData(null, 8192)]
    [InlineData(4096, 4096)]
    [InlineData(65536, 65536)]
    public async Task A_log_is_copied_back_by_its_bytes_whatever_pages_the_file_was_made_with(int? made, long kept)
    {
        var path = Path.Combine(_folder, "pages.db");
        if (made is not null)
        {
            await using SqliteConnection before = new($"Data Source={path};Pooling=False");
            await before.OpenAsync();
            await using var make = before.CreateCommand();
            make.CommandText = $"PRAGMA page_size={made}; CREATE TABLE made (x)";
            await make.ExecuteNonQueryAsync();
        }
        await using var database = SqliteDatabase.Open(path);
        Assert.Equal(kept, await Ask("PRAGMA page_size"));
        await Do("CREATE TABLE filled (x BLOB)");
        for (var i = 0; i < 40; i++)
            await Do("INSERT INTO filled (x) VALUES (randomblob(1048576))");
        // Forty MiB went through a log that is written over from eight on; a piece may go beyond.
        Assert.InRange(new FileInfo(path + "-wal").Length, 8 << 20, 12 << 20);

        async Task<object?> Ask(string sql)
        {
            await using var view = await database.Read(Database.Everyone, CancellationToken.None);
            return await view.Session.Scalar(sql);
        }

        Task Do(string sql) =>
            database.Write(
                Database.Everyone,
                async session =>
                {
                    await session.Execute(sql);
                    return new(Applied.Done);
                }
            );
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
