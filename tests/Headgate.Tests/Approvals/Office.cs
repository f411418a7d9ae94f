using System.Text.Json;
using Headgate.Connectors;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using Headgate.Tests.Running;
using Microsoft.Extensions.Logging;

namespace Headgate.Tests.Approvals;

/// <summary>A new organisation with the golden set, its administrator, a rep and an agent of the rep's.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string? _database;

    private readonly IReadOnlyList<Connector> _connectors;

    private Office(string folder, string? database, IReadOnlyList<Connector> connectors, Site site, ShiftedTime time) =>
        (_folder, _database, _connectors, Site, Time) = (folder, database, connectors, site, time);

    /// <summary>Where its files are.</summary>
    public string Folder => _folder;

    public Site Site { get; private set; }

    public ShiftedTime Time { get; }

    public Principal Admin { get; private set; } = null!;

    public Principal Rep { get; private set; } = null!;

    public Principal Agent { get; private set; } = null!;

    /// <param name="database">The database, or none for the embedded one.</param>
    /// <param name="policies">Whether the golden set's policy on stage moves stays on.</param>
    /// <param name="connectors">Who delivers; nobody, as in the product.</param>
    public static async Task<Office> Open(string? database, bool policies = false, params Connector[] connectors)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-approvals-").FullName;
        var time = new ShiftedTime();
        Office office = new(folder, database, connectors, await Node(folder, database, time, connectors), time);
        var made = await office.Site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Northwind", email = "ada@northwind.example" }),
            Door.Cli,
            CancellationToken.None
        );
        office.Admin = await office.Who(JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!);
        await office.Ask(
            office.Admin,
            "users.invite",
            new
            {
                name = "Ben",
                email = "ben@northwind.example",
                role = "rep",
            }
        );
        var link = await office.Ask(office.Admin, "users.link", new { person = "ben@northwind.example", token = true });
        office.Rep = await office.Who(link.GetProperty("person_token").GetString()!);
        office.Agent = await office.NewAgent("claude");
        if (!policies)
            await office.Ask(office.Admin, "policies.disable", Measures.StagesMoveFreely);
        return office;
    }

    /// <summary>Another server over the same database, which more than one can use.</summary>
    public Task<Site> Node() => Node(_folder, _database, Time, _connectors);

    /// <summary>Ends the server and starts it again.</summary>
    public async Task Reopen()
    {
        await Site.DisposeAsync();
        Site = await Node();
    }

    /// <summary>An agent on behalf of the rep.</summary>
    public async Task<Principal> NewAgent(string name, bool details = true)
    {
        var granted = await Ask(
            Admin,
            "agents.create",
            new
            {
                name,
                scopes = new[] { "mcp:read", "mcp:write", "mcp:comms" },
                toolsets = new[] { "all" },
                grants = details ? new[] { "contact_details" } : [],
                @for = "ben@northwind.example",
            }
        );
        return await Who(granted.GetProperty("token").GetString()!);
    }

    /// <summary>Passes a call.</summary>
    public ValueTask<Outcome> Pass(Principal by, string action, object arguments, string? key = null) =>
        Site.Pass(by, Door.Mcp, action, JsonSerializer.SerializeToElement(arguments), new(Key: key));

    /// <summary>Passes a call that must end well.</summary>
    public async Task<JsonElement> Ask(Principal by, string action, object arguments)
    {
        var outcome = await Pass(by, action, arguments);
        return outcome.Refusal is { } refusal
            ? throw new InvalidOperationException($"{action}: {refusal.Code}: {refusal.Why}")
            : JsonElement.Parse(outcome.Json.Span);
    }

    /// <summary>A call of the agent that must be held.</summary>
    public async Task<(string Id, string Hash)> Held(string action, object arguments, Principal? by = null)
    {
        var outcome = await Pass(by ?? Agent, action, arguments);
        Assert.True(outcome.Ended == Ended.Held, $"{action}: {outcome.Ended} {outcome.Refusal?.Why}");
        var told = JsonElement.Parse(outcome.Json.Span);
        return (told.GetProperty("approval").GetString()!, told.GetProperty("plan_hash").GetString()!);
    }

    /// <summary>How a held call stands.</summary>
    public async Task<JsonElement> Standing(string id) => (await Ask(Admin, "approvals.get", new { id })).GetProperty("approval");

    /// <summary>A person's yes.</summary>
    public ValueTask<Outcome> Approve((string Id, string Hash) held, Principal? by = null) =>
        Pass(by ?? Admin, "approvals.approve", new { ids = new[] { held.Id }, plan_hashes = new[] { held.Hash } });

    /// <summary>A number from the store.</summary>
    public async Task<long> Number(string sql)
    {
        await using var view = await Site.WorldOf(Realm.Production).Database.Read(Admin.Tenant, CancellationToken.None);
        return Convert.ToInt64(await view.Session.Scalar(sql, ("tenant", Admin.Tenant)));
    }

    /// <summary>What the audit writes for a hash, under the key of now.</summary>
    public async Task<string> Committed(string sha256)
    {
        var world = Site.WorldOf(Realm.Production);
        await using var view = await world.Database.Read(Admin.Tenant, CancellationToken.None);
        var id = (string)
            (await view.Session.Scalar("SELECT MAX(id) FROM commitment_keys WHERE tenant = @tenant", ("tenant", Admin.Tenant)))!;
        var wrapped = await view.Session.Scalar(
            "SELECT wrapped FROM commitment_keys WHERE tenant = @tenant AND id = @id",
            ("tenant", Admin.Tenant),
            ("id", id)
        );
        return new CommitmentKey(id, world.Sealer.Unwrap(Admin.Tenant, id, (byte[])wrapped!)).To(Convert.FromHexString(sha256));
    }

    /// <summary>Texts from the store.</summary>
    public async Task<IReadOnlyList<string>> Texts(string sql)
    {
        await using var view = await Site.WorldOf(Realm.Production).Database.Read(Admin.Tenant, CancellationToken.None);
        return await view.Session.Query<string>(sql, ("tenant", Admin.Tenant));
    }

    /// <summary>Runs one statement beside the gate, as a crash would leave it.</summary>
    public Task Execute(string sql) =>
        Site.WorldOf(Realm.Production)
            .Database.Write(
                Admin.Tenant,
                async session =>
                {
                    await session.Execute(sql, ("tenant", Admin.Tenant));
                    return new(Applied.Done);
                }
            );

    /// <summary>Whether all that was decided here is judged again when it closes. A test that alters the audit or its guards says no.</summary>
    public bool IsJudgedAgain { get; set; } = true;

    /// <summary>Judges every decision again: the counts, and what came out otherwise.</summary>
    public async Task<(Dictionary<string, long> Counts, List<JsonElement> Differences)> JudgeAgain(object? asked = null)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        List<JsonElement> differences = [];
        string? cursor = null;
        do
        {
            var given = JsonSerializer.SerializeToNode(asked ?? new { })!.AsObject();
            given["limit"] = 2000;
            if (cursor is not null)
                given["cursor"] = cursor;
            var page = await Ask(Admin with { Expires = DateTimeOffset.MaxValue }, "audit.replay", given);
            foreach (var count in page.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.Number))
                counts[count.Name] = counts.GetValueOrDefault(count.Name) + count.Value.GetInt64();
            differences.AddRange(page.GetProperty("differences").EnumerateArray());
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);
        return (counts, differences);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsJudgedAgain)
        {
            var (counts, differences) = await JudgeAgain();
            Assert.Equal("", string.Join('\n', differences.Take(5)));
            Assert.Equal(0, counts["unrecorded"]);
        }
        await Site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<Site> Node(string folder, string? database, ShiftedTime time, IReadOnlyList<Connector> connectors) =>
        Headgate.Hosting.Site.Open(SettingsOf(folder, database), time, LoggerFactory.Create(b => b.AddProvider(new Told())), connectors);

    private static Settings SettingsOf(string folder, string? database) =>
        new()
        {
            Data = folder,
            Database = database,
            Port = 0,
        };

    private async Task<Principal> Who(string token) => (await Site.Credentials.Verify(token, CancellationToken.None))!.By;

    // What is logged as an error is no part of these tests: it is shown with the test that failed for it.
    private sealed class Told : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                TestContext.Current.TestOutputHelper?.WriteLine($"{formatter(state, exception)} {exception}");
        }

        public void Dispose() { }
    }
}
