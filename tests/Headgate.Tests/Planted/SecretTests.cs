using System.Text;
using Headgate.Tests.Store;

namespace Headgate.Tests.Planted;

/// <summary>On the embedded store: every file of the data folder, with the log of what was not yet written back.</summary>
public sealed class SqliteSecretTests : SecretTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);

    protected override Task<IReadOnlyList<(string, byte[])>> Kept(DateTime since) => Task.FromResult<IReadOnlyList<(string, byte[])>>([]);
}

/// <summary>On PostgreSQL: a dump of the database, the server's write-ahead log and its own log.</summary>
public sealed class PostgresSecretTests(PostgresServer server) : SecretTests
{
    private string _address = "";

    protected override async Task<string?> NewDatabase() => _address = await server.NewDatabase();

    protected override async Task<IReadOnlyList<(string, byte[])>> Kept(DateTime since) =>
        [("pg_dump", Encoding.UTF8.GetBytes(await server.Dump(_address))), .. server.Files(since)];
}

/// <summary>
/// Secrets of all sorts, given out rightly and put where they do not belong, at every door and into every parameter of every action, while all is well, while the
/// store fails, and until the program is killed: none is in what it prints, exports, keeps, or answers to anybody but whom it gives one.
/// </summary>
public abstract class SecretTests
{
    private static readonly string[] Renamed = ["credentials", "contacts", "users"];

    protected abstract Task<string?> NewDatabase();

    /// <summary>What the database keeps beside the data folder.</summary>
    protected abstract Task<IReadOnlyList<(string, byte[])>> Kept(DateTime since);

    [Fact]
    [Proves(Frameworks.Mcp, "MCP01")]
    [Proves(Frameworks.Aisvs, "10.2.3")]
    [Proves(Frameworks.Llm, "LLM02")]
    public async Task No_planted_secret_is_printed_exported_kept_or_answered()
    {
        var since = DateTime.UtcNow.AddSeconds(-1);
        Canaries canaries = new();
        await using Office office = new(await NewDatabase());
        // For the collector alone: it goes out as a header, and nowhere else.
        office.Environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=" + canaries.Fresh("the key of the collector", "");
        using Planting planting = new(office, canaries);
        await planting.Begin();
        await planting.Issue();
        Misplacing misplacing = new(planting, canaries);
        await misplacing.InRequests();
        await misplacing.InArguments();
        await Fail(office, planting, canaries);
        await Look(planting);
        await Command(office, canaries);
        // In the middle of something.
        var last = Enumerable
            .Range(0, 20)
            .Select(i => Quietly(planting.Call("contacts.create", new { name = $"C {i}" }, planting.Agent)))
            .ToList();
        await office.Kill();
        await Task.WhenAll(last);

        List<string> wrong = [];
        foreach (var (where, text) in office.Said)
            wrong.AddRange(canaries.In(text).Select(c => $"{c} in {where}: {Around(text)}"));
        foreach (var (where, bytes) in office.Files().Concat(await Kept(since)))
            wrong.AddRange(canaries.In(bytes).Select(c => $"{c} in {where}"));
        foreach (var (where, text, gives) in planting.Answers)
            wrong.AddRange(canaries.In(text).Except(gives).Select(c => $"{c} in the answer to {where}: {Around(text)}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{canaries.Count} secrets, {planting.Answers.Count} answers, {office.Said.Count()} lines and exports, {office.Files().Sum(f => f.Bytes.Length) >> 10} KiB of files"
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct().Take(40)));
        Assert.True(canaries.Count >= 50, string.Join('\n', canaries.Names));
        // What was looked at has something in it.
        Assert.Contains(office.Said, s => s.Where == "errors" && s.Text.Contains("failed", StringComparison.Ordinal));
        Assert.Contains(office.Said, s => s.Where == "export/v1/traces");
        Assert.Contains(office.Said, s => s.Where == "export/v1/metrics");
    }

    // The store loses what every door needs, and what was asked is asked again.
    private static async Task Fail(Office office, Planting planting, Canaries canaries)
    {
        foreach (var table in Renamed)
        {
            await office.Beside($"ALTER TABLE {table} RENAME TO {table}_gone");
            var name = canaries.Fresh($"a token while {table} is gone");
            foreach (var token in (string[])[planting.Person, planting.Agent, name])
            {
                await planting.Call("contacts.list", new { }, token);
                await planting.Call("contacts.create", new { name = "Somebody" }, token);
                await planting.Call("users.link", new { person = "me" }, token);
            }
            await planting.Get(
                "a page",
                "/approvals",
                r => r.Headers.Add("Cookie", "headgate_session=" + canaries.Fresh($"a session while {table} is gone", "hgs_"))
            );
            await planting.Form("a link", "/sign-in/" + canaries.Fresh($"a link while {table} is gone", "hgl_"), []);
            await planting.Form(
                "a token is refreshed",
                "/oauth/token",
                new()
                {
                    ["grant_type"] = "refresh_token",
                    ["client_id"] = "x",
                    ["refresh_token"] = canaries.Fresh($"a refresh token while {table} is gone", "hgr_"),
                }
            );
            await office.Beside($"ALTER TABLE {table}_gone RENAME TO {table}");
        }
        // What was believed while it was gone is believed for a second.
        await Task.Delay(1100);
    }

    // All that an administrator, an auditor or an agent can look at afterwards.
    private static async Task Look(Planting planting)
    {
        await planting.Call("audit.search", new { limit = 100 }, planting.Person);
        foreach (
            var action in (string[])
                [
                    "audit.page",
                    "agents.list",
                    "clients.list",
                    "users.list",
                    "runs.list",
                    "readiness.report",
                    "outbound.status",
                    "approvals.list",
                    "org.get",
                ]
        )
            await planting.Call(action, new { }, planting.Person);
        foreach (
            var path in (string[])
                [
                    "/",
                    "/approvals",
                    "/readyz",
                    "/healthz",
                    "/debug",
                    "/debug/pprof",
                    "/metrics",
                    "/.env",
                    "/openapi/v1.json",
                    "/.well-known/oauth-authorization-server",
                ]
        )
            await planting.Get(path, path);
    }

    // The command line, told the wrong things.
    private static async Task Command(Office office, Canaries canaries)
    {
        office.Environment["HEADGATE_PERSON_TOKEN"] = canaries.Fresh("a wrong token of the command line", "hgp_");
        await office.Run("agents", "list", "--data", office.Folder);
        await office.Run("agents", "create", "x", "--scopes", "mcp:read", "--data", office.Folder);
        office.Environment.Remove("HEADGATE_PERSON_TOKEN");
        await office.Run("audit", "export", Path.Combine(office.Folder, "bundle"), "--data", office.Folder);
        foreach (
            var form in (string[])
                [
                    "postgres://ada:§@127.0.0.1:1/none",
                    "Host=127.0.0.1;Port=1;Username=ada;Password=§;Database=none",
                    "postgres://ada:§@@@",
                    "Password=§;colour=blue",
                ]
        )
            await office.Run(
                "serve",
                "--data",
                Path.Combine(office.Folder, "none"),
                "--port",
                "1",
                "--database",
                form.Replace("§", canaries.Fresh("a database password in " + form, ""), StringComparison.Ordinal)
            );
    }

    private static async Task Quietly(Task asked)
    {
        try
        {
            await asked;
        }
        catch (HttpRequestException)
        {
            // It was killed meanwhile.
        }
    }

    private static string Around(string text) => text.Length > 500 ? text[..500] + "…" : text;
}
