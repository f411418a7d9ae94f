using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.OAuth;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Rights;

/// <summary>On the embedded store.</summary>
public sealed class SqliteReplayTests : ReplayTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReplayTests(PostgresServer server) : ReplayTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>What is handed to one caller is nothing in the hands of another: of another agent, another person, another organisation; and nobody guesses one.</summary>
public abstract class ReplayTests : IAsyncLifetime
{
    private const int Guesses = 100_000;

    private House _house = null!;
    private RestWay _rest = null!;
    private string _agent = "";

    // Another agent of the same person, another person, another organisation.
    private IReadOnlyList<(string Who, string Token)> _others = [];

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(await NewDatabase());
        _rest = new(_house, "rest");
        string[] all = ["mcp:read", "mcp:write", "mcp:comms", "mcp:admin"];
        _agent = await _house.Agent("holder", all);
        // Who has a factor of their own gets no token from somebody else.
        var email = $"cora@{Books.OurWord}.example";
        await _house.Admin(
            "users.invite",
            new
            {
                name = "Cora Stein",
                email,
                role = "revops",
            }
        );
        var cora = (await _house.Admin("users.link", new { person = email, token = true })).GetProperty("person_token").GetString()!;
        var theirs = await Asked(
            _house.Books.Theirs.Token,
            "agents.create",
            new
            {
                name = "stranger",
                scopes = all,
                toolsets = new[] { "all" },
            }
        );
        _others =
        [
            ("another agent", await _house.Agent("other", all)),
            ("another person", cora),
            ("another organisation's agent", theirs.GetProperty("token").GetString()!),
            ("another organisation's administrator", _house.Books.Theirs.Token),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task A_place_in_a_list_is_its_owner_s_alone()
    {
        var tried = 0;
        foreach (
            var action in _house.Books.Catalogue.All.Where(a =>
                a.Offered == Offered.Tool && a.Takes.Properties.Any(p => p.Name == "cursor")
            )
        )
        {
            var arguments = new Samples(_house.Books.Ours).Of(action, 1);
            arguments["limit"] = 1;
            if (
                (await _rest.Send(action.Id, arguments.ToJsonString(), _agent)).Answer is not { } page
                || !page.TryGetProperty("next_cursor", out var next)
            )
                continue;
            arguments["cursor"] = next.GetString();
            tried++;
            foreach (var (who, token) in _others)
            {
                var told = await _rest.Send(action.Id, arguments.ToJsonString(), token);
                Assert.True(told.Code is "schema.cursor" or "record.not_found" or "scopes.missing", $"{who} at {action.Id}: {told.Text}");
            }
            Assert.Null((await _rest.Send(action.Id, arguments.ToJsonString(), _agent)).Code);
        }
        Assert.True(tried > 5, $"Only {tried} lists have a second page.");
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task A_session_is_its_opener_s_alone()
    {
        McpWay way = new(_house, modern: false);
        Assert.Null((await way.Send("tools/list", [], null, _agent)).Code);
        var session = way.SessionOf(_agent)!;
        foreach (var (who, token) in _others)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
            {
                Content = Browser.Json(
                    new
                    {
                        jsonrpc = "2.0",
                        id = 7,
                        method = "tools/list",
                    }
                ),
            };
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Accept.ParseAdd("application/json, text/event-stream");
            request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
            request.Headers.Add("Mcp-Session-Id", session);
            using var answer = await _house.Web.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized, $"{who}: {answer.StatusCode}");
            Assert.DoesNotContain("contacts_get", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Null((await way.Send("tools/list", [], null, _agent)).Code);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    [Proves(Frameworks.Agentic, "ASI03")]
    public async Task A_run_an_event_and_an_approval_are_their_owner_s_alone()
    {
        var task = Seed.IdIn(await Asked(_agent, "tasks.create", new { title = "Mine", due_at = "2027-01-04" }), "tsk");
        var made = (await _house.Admin("audit.search", new { record = task, limit = 1 })).GetProperty("items")[0];
        var (run, happened) = (made.GetProperty("run").GetString(), made.GetProperty("id").GetString());
        await _house.Admin("approvals.configure", new { leads = true });
        var approval = (
            await Asked(
                _agent,
                "contacts.create",
                new
                {
                    name = "Waits",
                    email = "waits@replay.example",
                    lifecycle = "lead",
                }
            )
        ).GetProperty("approval").GetString()!;
        await _house.Admin("approvals.configure", new { leads = false });
        (string Action, object Arguments)[] replays =
        [
            ("runs.get", new { id = run }),
            ("runs.get", new { id = happened }),
            ("runs.undo", new { run }),
            ("runs.undo", new { run = happened }),
            ("approvals.get", new { id = approval }),
            ("approvals.approve", new { ids = new[] { approval }, plan_hashes = new[] { new string('0', 64) } }),
            ("approvals.reject", new { ids = new[] { approval }, reason = "not mine" }),
        ];
        // A person of the organisation may look at what its agents did; that is what runs and approvals are for.
        foreach (var (who, token) in _others.Where(o => o.Who != "another person"))
        foreach (var (action, arguments) in replays)
        {
            var told = await _rest.Send(action, JsonSerializer.Serialize(arguments), token);
            Assert.True(
                told.Code is "record.not_found" or "scopes.person_only" or "approvals.not_found" or "runs.not_found",
                $"{who}, {action}: {told.Text}"
            );
        }
        Assert.Equal("pending", _house.Texts($"SELECT status FROM approvals WHERE id = '{approval}'").Single());
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task A_consent_page_and_a_code_are_their_person_s_and_their_client_s_alone()
    {
        var root = _house.Web.BaseAddress!.ToString().TrimEnd('/');
        using var ours = await (await Browser.Opened(root, await Link(_house.Books.Ours.Token, "me"))).Register("Ours");
        using var cora = await (await Browser.Opened(root, await Link(_house.Books.Ours.Token, $"cora@{Books.OurWord}.example"))).Register(
            "Cora's"
        );
        using var theirs = await (await Browser.Opened(root, await Link(_house.Books.Theirs.Token, "me"))).Register("Theirs");
        using var asked = await ours.Ask(ours.Asking());
        var page = await asked.Content.ReadAsStringAsync();
        foreach (var other in (Browser[])[cora, theirs])
        {
            using var answered = await other.Answer(page, ["mcp:read"]);
            Assert.Equal(HttpStatusCode.Forbidden, answered.StatusCode);
        }
        var code = (await ours.Consent())["code"];
        foreach (var other in (Browser[])[cora, theirs])
        {
            other.Verifier = ours.Verifier;
            var (status, body) = await other.Redeem(code);
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, body.GetProperty("error").GetString()));
        }
        Assert.Equal(HttpStatusCode.OK, (await ours.Redeem(code)).Status);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task Nobody_guesses_one()
    {
        // As often as it can be asked inside one process: no door answers so fast. What was just refused is believed for a second, so that each is new.
        var sealer = Sealer.Open(_house.Books.Folder);
        Credentials credentials = new(_house.Database, _house.Books.Time);
        var cursor = sealer.SealCursor("0|con_x", "bound");
        Assert.NotNull(sealer.OpenCursor(cursor, "bound"));
        string[] kinds = ["hga_", "hgo_", "hgr_", "hgc_", "hgs_", "hgl_", "hgp_"];
        var opened = 0;
        for (var i = 0; i < Guesses; i++)
        {
            opened += sealer.OpenCursor(Guess(cursor.Length), "bound") is null ? 0 : 1;
            if (i % 10 == 0)
                opened += await credentials.Verify(kinds[i / 10 % kinds.Length] + Guess(43), CancellationToken.None) is null ? 0 : 1;
        }
        // Near misses too: what differs by one character is as far as what differs by all.
        for (var i = 4; i < _agent.Length; i++)
            opened += await credentials.Verify(_agent[..i] + (_agent[i] == 'A' ? 'B' : 'A') + _agent[(i + 1)..], CancellationToken.None)
                is null
                ? 0
                : 1;
        Assert.Equal(0, opened);
        Assert.NotNull(await credentials.Verify(_agent, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_handed_out_is_too_long_to_be_guessed()
    {
        // 128 bits at least (OWASP ASVS 7.2.3): 22 characters of base64, 32 hexadecimal digits.
        McpWay way = new(_house, modern: false);
        await way.Send("tools/list", [], null, _agent);
        Assert.Matches("^[0-9a-f]{32,}$", way.SessionOf(_agent));
        foreach (var secret in (string[])[_agent, _others[1].Token, await Link(_house.Books.Ours.Token, "me")])
            Assert.Matches("^hg[a-z]_[A-Za-z0-9_-]{43,}$", secret);
    }

    private async Task<string> Link(string token, string person) =>
        (await Asked(token, "users.link", new { person })).GetProperty("sign_in_link").GetString()!;

    private async Task<JsonElement> Asked(string token, string action, object arguments)
    {
        var told = await _rest.Send(action, JsonSerializer.Serialize(arguments), token);
        return told.Code is null ? told.Answer!.Value : throw new InvalidOperationException($"{action}: {told.Text}");
    }

    private static string Guess(int length) =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(length)).Replace('+', '-').Replace('/', '_')[..length];
}
