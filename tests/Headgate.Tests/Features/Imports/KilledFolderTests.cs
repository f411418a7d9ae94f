using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Sqlite;
using Headgate.Tests.Commands;
using Microsoft.Data.Sqlite;

namespace Headgate.Tests.Features.Imports;

/// <summary>A company's folder whose import is killed (SIGKILL) half-way: the real one when <c>HEADGATE_PROVE_DATA</c> names it, else one with the same defects.</summary>
public sealed class KilledFolderTests : IDisposable
{
    // A chunk has some 1,300 of them.
    private const int Deals = 20_000;

    private static readonly string[] Tables = ["accounts", "contacts", "opportunities", "products", "users", "teams", "external_ids"];

    private readonly string? _written;
    private readonly string _folder;

    public KilledFolderTests() =>
        _folder = Environment.GetEnvironmentVariable("HEADGATE_PROVE_DATA") is { Length: > 0 } real
            ? real
            : _written = MavenFolder.Write(Deals);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_written is not null)
            Directory.Delete(_written, recursive: true);
    }

    [Fact]
    public async Task Killed_half_way_and_begun_again_it_ends_as_one_that_nobody_killed()
    {
        var file = Tally.OfFile(Path.Combine(_folder, "sales_pipeline.csv"));
        await using var quiet = await Founded();
        var whole = await Import(quiet);
        await using var killed = await Killed(file.Sum(t => t.Deals));
        var rest = await Import(killed);

        Assert.Contains("resumed", rest.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("state").GetString()));
        Assert.InRange(rest.GetProperty("created").GetInt32(), 1, whole.GetProperty("created").GetInt32() - 1);
        var (kept, deals) = await Kept(killed);
        Assert.Equal(file, deals);
        Assert.Equal((await Kept(quiet)).Rows, kept);
        var again = await Import(killed);
        Assert.Equal((0, 0), (again.GetProperty("created").GetInt32(), again.GetProperty("updated").GetInt32()));
    }

    private static async Task<CommandProgram> Founded()
    {
        CommandProgram office = new();
        await office.Init();
        return office;
    }

    // A machine may be so quick that it was over by then: that one says nothing, and another is tried.
    private async Task<CommandProgram> Killed(long all)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            var office = await Founded();
            using var process = office.Start("import", _folder, "--data", office.Folder, "--json");
            while (!process.HasExited && DealsIn(office) < all / 2)
                await Task.Delay(1);
            process.Kill();
            await process.WaitForExitAsync();
            var kept = DealsIn(office);
            TestContext.Current.TestOutputHelper!.WriteLine($"Killed with {kept} of {all} deals.");
            if (kept > 0 && kept < all)
                return office;
            await office.DisposeAsync();
        }
        throw new InvalidOperationException("The import was over before it was killed, ten times.");
    }

    private Task<JsonElement> Import(CommandProgram office) => office.Json("import", _folder, "--data", office.Folder, "--json");

    // Beside the process, which holds the file: a reader disturbs nobody.
    private static long DealsIn(CommandProgram office)
    {
        using SqliteConnection connection = new(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(office.Folder, "headgate.db"),
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM opportunities";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<(List<string> Rows, List<Tally> Deals)> Kept(CommandProgram office)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(office.Folder, "headgate.db"));
        await using var view = await database.Read(Database.Everyone, CancellationToken.None);
        List<string> rows = [];
        foreach (var table in Tables)
            rows.Add($"{table}: {await view.Session.Scalar($"SELECT COUNT(*) FROM {table}")}");
        return (rows, await Tally.OfStore(database, (string)(await view.Session.Scalar("SELECT tenant FROM organisations"))!));
    }
}
