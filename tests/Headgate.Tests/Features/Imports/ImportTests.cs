using System.Text.Json;
using Headgate.Doors.Cli.Imports;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Features.Imports;

/// <summary>An export of another CRM becomes records, the same on either store.</summary>
public abstract class ImportTests : IAsyncLifetime
{
    private Database _database = null!;
    private string _folder = "";

    private protected Office Office { get; private set; } = null!;

    protected abstract Task<Database> Open();

    public async ValueTask InitializeAsync()
    {
        _folder = MavenFolder.Write();
        _database = await Open();
        Office = await Office.Found(_database, new FakeTime());
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_folder_arrives_whole_and_its_defects_are_told()
    {
        var outturn = await Office.Import(_folder);

        Assert.Equal(5 + 7 + 20 + 400, outturn.Created);
        Assert.Equal((0, 0, 0), (outturn.Updated, outturn.Unchanged, outturn.Refused));
        Assert.Equal(4, outturn.Linked);
        Assert.Equal(Tally.OfFile(Path.Combine(_folder, "sales_pipeline.csv")), await Office.Tallies());
        Assert.Equal(80, Told(outturn, "import.value_mapped", "GTXPro"));
        Assert.Equal(5, Told(outturn, "import.suspicious", "technolgy"));
        Assert.Equal(67, Told(outturn, "import.no_account", null));
        Assert.Equal(67, await Office.Count("opportunities", "account_id IS NULL"));
        Assert.Equal(10, await Office.Count("users", "email LIKE '%@people.invalid'"));
        Assert.Equal(3, await Office.Count("teams", "manager_id IS NOT NULL AND region IS NOT NULL"));
        Assert.Equal(400, await Office.Count("line_items"));
        Assert.Equal(
            10_004_000_000,
            await Office.Scalar("SELECT revenue_minor FROM accounts WHERE tenant = @tenant AND name = 'Account 0'")
        );
        Assert.Equal(0, await Office.Count("consents"));
        Assert.Equal(400, await Office.Count("opportunities", "provenance = 'import'"));
        // When it happened, not when it was brought in.
        Assert.Equal(0, await Office.Count("opportunities", "status <> 'open' AND (closed_at > 1609459200000 OR closed_at IS NULL)"));
    }

    [Fact]
    public async Task The_same_a_second_time_does_nothing_and_says_so()
    {
        await Office.Import(_folder);
        var records = await Office.Count("opportunities");
        var second = await Office.Import(_folder);
        Assert.Equal((0, 0, 432, 0), (second.Created, second.Updated, second.Unchanged, second.Refused));
        Assert.All(second.Files, f => Assert.Equal("known", f.State));

        var again = await Office.Import(_folder, again: true);
        Assert.Equal((0, 0, 432, 0), (again.Created, again.Updated, again.Unchanged, again.Refused));
        Assert.Equal(0, again.Linked);
        Assert.Equal(records, await Office.Count("opportunities"));
        Assert.Equal(400, await Office.Count("line_items"));
        Assert.Equal(400, await Office.Count("external_ids"));
    }

    [Theory]
    [InlineData(0, 0, "imported")]
    [InlineData(3, 3, "imported")]
    [InlineData(5, 3, "resumed")]
    public async Task Killed_on_the_way_it_goes_on_where_it_stood(int chunks, int known, string state)
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => Office.Import(_folder, chunks: chunks));
        var outturn = await Office.Import(_folder);
        Assert.Equal(known, outturn.Files.Count(f => f.State == "known"));
        Assert.Equal(state, outturn.Files.Single(f => f.Kind == "opportunities").State);
        Assert.Equal(400, await Office.Count("opportunities"));
        Assert.Equal(400, outturn.Files.Single(f => f.Kind == "opportunities").Created);
        Assert.Equal(Tally.OfFile(Path.Combine(_folder, "sales_pipeline.csv")), await Office.Tallies());
    }

    [Fact]
    public async Task A_preview_names_every_row_and_changes_nothing()
    {
        var before = await Office.Count("users");
        var seen = await Office.Import(_folder, preview: true);
        Assert.Equal((432, 0, 0, 0), (seen.Created, seen.Updated, seen.Unchanged, seen.Refused));
        Assert.Equal(432, seen.Rows!.Count);
        foreach (var table in (string[])["accounts", "products", "opportunities", "jobs", "teams", "line_items"])
            Assert.Equal(0, await Office.Count(table));
        Assert.Equal(before, await Office.Count("users"));
        Assert.Equal(1, await Office.Count("pipelines"));
    }

    [Fact]
    public async Task Without_the_mapping_an_unknown_product_is_refused_with_what_is_near()
    {
        var shape = Shapes.All.Single(s => s.System == "maven");
        shape = shape with
        {
            Files = [.. shape.Files.Select(f => f with { Values = new Dictionary<string, Dictionary<string, string>>() })],
        };
        var outturn = await Office.Import(_folder, map: shape);
        Assert.Equal((352, 80), (outturn.Created, outturn.Refused));
        var reason = Assert.Single(outturn.Reasons, r => r.Refused);
        Assert.Equal(("import.unknown_product", "product", "GTXPro", 80L), (reason.Code, reason.Field, reason.Value, reason.Count));
        Assert.Contains("GTX Pro", reason.Why, StringComparison.Ordinal);
        Assert.Equal([2L, 7, 12, 17, 22], reason.Rows);

        // Refused rows get another chance when somebody has corrected what was missing; nothing is taken twice.
        var second = await Office.Import(_folder, map: shape);
        Assert.Equal((0, 80), (second.Created, second.Refused));
        Assert.Equal(320, await Office.Count("opportunities"));
    }

    [Fact]
    public async Task Rows_are_refused_one_by_one_and_say_why()
    {
        var file = Write(
            "contacts.csv",
            "Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Create Date",
            "1,Ann,Lee,ann@example.com,ada,Lead,2024-02-03 10:11",
            "2,Bob,\"O\"\"Hara\n second line\",BOB@example.com,,,",
            "3,Cy,Nobody,cy@example.com,Zoltan,,",
            "4,Di,Wrong,not an address,,,",
            "5,Ed,Stage,ed@example.com,,Royalty,",
            "6,Fi,Date,fi@example.com,,,31/12/2024",
            "7,Ann,Again,Ann@Example.com,,,",
            "8,short",
            "1,Ann,Leeds,ann@example.com,,,"
        );
        var outturn = await Office.Import(file);
        Assert.Equal((2, 2, 0, 5), (outturn.Created, outturn.Updated, outturn.Unchanged, outturn.Refused));
        Assert.Equal(
            ["import.columns", "import.date", "import.email", "import.unknown_lifecycle", "import.unknown_owner"],
            outturn.Reasons.Where(r => r.Refused).Select(r => r.Code).Order(StringComparer.Ordinal)
        );
        Assert.Equal("Ann Leeds", await Office.Scalar("SELECT name FROM contacts WHERE tenant = @tenant AND email = 'ann@example.com'"));
        Assert.Equal(1, await Office.Count("contacts", "created_at = 1706955060000 AND lifecycle = 'lead' AND owner_id IS NOT NULL"));
    }

    [Fact]
    public async Task Only_who_owns_the_rules_imports()
    {
        var asked = JsonSerializer.SerializeToElement(new { kind = "contacts", fingerprint = new string('a', 64) });
        var refused = await Office.Ask("imports.begin", asked, Role.Rep);
        Assert.Equal("imports.role", refused.Json.GetProperty("code").GetString());
    }

    // Neighbours on both sides of a chunk's end are the same person, by address or by id, or change back what the one before changed.
    private async Task<string> Contacts(string title)
    {
        var file = Path.Combine(_folder, "contacts.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "Record ID,First Name,Last Name,Email,Job Title",
                .. Enumerable
                    .Range(1, 450)
                    .Select(i =>
                        i switch
                        {
                            101 => "100,Same,Id,p.100@example.com,Third",
                            201 => ",Same,Address,p.200@example.com,Fourth",
                            202 => "202,No,Address,nowhere,Fifth",
                            301 => "300,Back,Again,p.300@example.com,Sixth",
                            _ => $"{i},First{i},Last{i},p.{i}@example.com,{title}",
                        }
                    ),
            ]
        );
        return file;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chunks_that_are_looked_up_ahead_come_to_the_same(bool ahead)
    {
        var first = await Office.Import(await Contacts("Buyer"), ahead: ahead);
        Assert.Equal((446, 3, 0, 1), (first.Created, first.Updated, first.Unchanged, first.Refused));
        Assert.Equal(446, await Office.Count("contacts"));
        Assert.Equal(446, await Office.Count("claims", "kind = 'contact.email'"));
        Assert.Equal(446, await Office.Count("external_ids"));
        Assert.Equal(1, await Office.Count("contacts", "title = 'Third' AND name = 'Same Id'"));

        // The rows after the ends of chunks now find their person changed by the chunk before.
        var second = await Office.Import(await Contacts("Seller"), ahead: ahead);
        Assert.Equal((0, 449, 0, 1), (second.Created, second.Updated, second.Unchanged, second.Refused));
        foreach (var title in (string[])["Third", "Fourth", "Sixth"])
            Assert.Equal(1, await Office.Count("contacts", $"title = '{title}'"));
        Assert.Equal(443, await Office.Count("contacts", "title = 'Seller'"));
    }

    [Fact]
    public async Task An_import_that_goes_ahead_and_is_killed_goes_on_where_it_stood()
    {
        var file = await Contacts("Buyer");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Office.Import(file, chunks: 3, ahead: true));
        var outturn = await Office.Import(file, ahead: true);
        Assert.Equal("resumed", Assert.Single(outturn.Files).State);
        Assert.Equal((446, 3, 1), (outturn.Created, outturn.Updated, outturn.Refused));
        Assert.Equal(446, await Office.Count("contacts"));
        var again = await Office.Import(file, again: true, ahead: true);
        Assert.Equal(0, again.Created);
        Assert.Equal(446, await Office.Count("contacts"));
    }

    [Fact]
    public async Task A_chunk_out_of_place_is_refused()
    {
        var begun = await Office.Need("imports.begin", new { kind = "accounts", fingerprint = new string('b', 64) });
        var job = begun.GetProperty("job").GetProperty("id").GetString();
        object Chunk(long position) =>
            new
            {
                job,
                system = "x",
                position,
                rows = (object[])[new { row = 1, name = "One" }],
            };
        await Office.Need("imports.chunk", Chunk(0));
        var refused = await Office.Ask("imports.chunk", JsonSerializer.SerializeToElement(Chunk(0)));
        Assert.Equal("imports.position", refused.Json.GetProperty("code").GetString());
        Assert.Equal(1, await Office.Count("accounts"));
    }

    [Fact]
    public async Task What_is_exported_comes_back_as_nothing_new()
    {
        await Office.Import(_folder);
        var page = await Office.Need("exports.page", new { kind = "opportunities" });
        Assert.Equal(400, page.GetProperty("rows").GetArrayLength());
        Assert.False(page.TryGetProperty("next_cursor", out _));
        var refused = await Office.Ask("exports.page", JsonSerializer.SerializeToElement(new { kind = "opportunities", cursor = "opp_0" }));
        Assert.Equal("schema.cursor", refused.Json.GetProperty("code").GetString());
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName, name);
        File.WriteAllText(path, string.Join("\r\n", lines) + "\r\n");
        return path;
    }

    private static long Told(Outturn outturn, string code, string? value) =>
        outturn.Reasons.Where(r => r.Code == code && r.Value == value && !r.Refused).Sum(r => r.Count);
}

/// <summary>On the embedded store.</summary>
public sealed class SqliteImportTests : ImportTests
{
    private readonly string _data = Directory.CreateTempSubdirectory("headgate-import-").FullName;

    protected override Task<Database> Open() => Task.FromResult<Database>(SqliteDatabase.Open(Path.Combine(_data, "headgate.db")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresImportTests(PostgresServer server) : ImportTests
{
    protected override async Task<Database> Open() => await PostgresDatabase.Open(server.Address, server.NewSchema());
}
