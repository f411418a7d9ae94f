using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Grounds;
using Headgate.Gate.Guards;
using Headgate.Store;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Rights;

/// <summary>On the embedded store.</summary>
public sealed class SqliteGrantTests : GrantTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresGrantTests(PostgresServer server) : GrantTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// What an agent may do is what it was granted and its person may do: grants at random, of people of every role, kept and read as the product does, and what
/// comes of each action worked out here from two small tables. <c>GRANTS=50000</c> on each store for the long form.
/// </summary>
public abstract class GrantTests : IAsyncLifetime
{
    private const int Portion = 500;

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("GRANTS"), out var grants) ? grants : 2500;
    private static readonly string[] Toolsets =
    [
        "leads",
        "activities",
        "drafts",
        "documents",
        "lenders",
        "reports",
        "approvals",
        "runs",
        "records",
    ];
    private static readonly string[] Words = ["mcp:read", "mcp:write", "mcp:comms", "mcp:admin"];

    // What the roles may do, as the documentation says it: nothing here asks the product.
    private static readonly Dictionary<string, string[]> MayDo = new(StringComparer.Ordinal)
    {
        ["admin"] = Words,
        ["revops"] = Words,
        ["rep"] = ["mcp:read", "mcp:write", "mcp:comms"],
        ["auditor"] = ["mcp:read", "mcp:admin"],
    };

    private readonly Random _random = new(20_261_122);
    private readonly Dictionary<string, (string Id, string Sees)> _people = new(StringComparer.Ordinal);
    private Books _books = null!;
    private string _agent = "";

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _books = await Books.Open(address: await NewDatabase());
        foreach (
            var (role, sees) in (IReadOnlyList<(string, string)>)[("admin", "all"), ("revops", "all"), ("rep", "own"), ("auditor", "all")]
        )
        {
            var id = Ids.Fresh("usr", _books.Time.GetUtcNow());
            _people[role] = (id, sees);
            await _books.Execute(
                _books.Ours.Admin.Tenant,
                """
                INSERT INTO users (id, tenant, version, name, email, role, sees, time_zone, status, created_at, updated_at)
                VALUES (@id, @tenant, 1, @role, @email, @role, @sees, 'UTC', 'active', 1, 1)
                """,
                ("id", id),
                ("role", role),
                ("email", role + "@roles.example"),
                ("sees", sees)
            );
        }
        _agent = _books.Ours.One("agt");
    }

    public async ValueTask DisposeAsync()
    {
        await _books.DisposeAsync();
        Directory.Delete(_books.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Agentic, "ASI03")]
    [Proves(Frameworks.Saif, "controlAgentPluginPermissions")]
    [Proves(Frameworks.Mcp, "MCP02")]
    public async Task An_agent_may_do_what_it_was_granted_and_its_person_may_do_and_no_more()
    {
        var actions = _books.Catalogue.All;
        Credentials credentials = new(_books.Database, _books.Time);
        List<string> wrong = [];
        var (done, allowed, calls, passed) = (0, 0L, 0, 0);
        while (done < Count && wrong.Count < 20)
        {
            var portion = Enumerable.Range(0, Math.Min(Portion, Count - done)).Select(_ => Granted.At(_random, actions)).ToList();
            await Keep(portion);
            foreach (var granted in portion)
            {
                done++;
                var by = (await credentials.Verify(granted.Token, CancellationToken.None))?.By;
                if (
                    by is null
                    || !string.Equals(by.Sees.ToString(), _people[granted.Role].Sees, StringComparison.OrdinalIgnoreCase)
                    || by.Person != _people[granted.Role].Id
                )
                {
                    wrong.Add($"{granted} is {by}");
                    continue;
                }
                foreach (var action in actions)
                {
                    var may = May(granted, action);
                    allowed += may ? 1 : 0;
                    if (may != (ScopesGround.Of(by, action, _books.Time.GetUtcNow()).OfCall() == Said.Pass))
                        wrong.Add($"{granted} {(may ? "may" : "may not")} {action.Id}, and the guard says otherwise");
                    if (may != ScopesGuard.Shows(by, action))
                        wrong.Add($"{granted} {(may ? "may" : "may not")} {action.Id}, and its list says otherwise");
                }
                // One at the gate itself, as far as its first guard: no action takes this argument.
                var one = actions[_random.Next(actions.Count)];
                var outcome = await _books.Pass(by, one.Id, JsonSerializer.SerializeToElement(new { not_there = 1 }));
                var came = outcome.Refusal?.Code.StartsWith("scopes.", StringComparison.Ordinal) != true;
                (calls, passed) = (calls + 1, passed + (came ? 1 : 0));
                if (came != May(granted, one))
                    wrong.Add($"{granted} {(came ? "came" : "did not come")} through the gate to {one.Id}: {outcome.Refusal?.Code}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{done} grants × {actions.Count} actions, {allowed} allowed; {calls} calls at the gate, {passed} of them came past the first guard"
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(allowed / (double)(done * actions.Count), 0.02, 0.9);
    }

    [Fact]
    [Proves(Frameworks.Agentic, "ASI03")]
    public async Task A_role_that_shrinks_takes_its_agents_rights_with_it()
    {
        var granted = new Granted("admin", Words, Toolsets, null, Granted.NewToken(_random));
        await Keep([granted]);
        foreach (var role in MayDo.Keys)
        {
            await _books.Execute(
                _books.Ours.Admin.Tenant,
                "UPDATE users SET role = @role WHERE tenant = @tenant AND id = @id",
                ("role", role),
                ("id", _people["admin"].Id)
            );
            var by = (await new Credentials(_books.Database, _books.Time).Verify(granted.Token, CancellationToken.None))!.By;
            Assert.All(
                _books.Catalogue.All,
                a =>
                    Assert.Equal(
                        May(granted with { Role = role }, a),
                        ScopesGround.Of(by, a, _books.Time.GetUtcNow()).OfCall() == Said.Pass
                    )
            );
        }
    }

    private static bool May(Granted granted, ActionSpec action)
    {
        var needs = action.Scope.Text();
        return action.Offered != Offered.People
            && (needs.Length == 0 || granted.Scopes.Contains(needs) && MayDo[granted.Role].Contains(needs))
            && !(granted.Role == "auditor" && action.Effect != Effect.Read && needs.Length > 0)
            && (action.Toolset == "core" || granted.Toolsets.Contains(action.Toolset))
            && granted.Tools?.Contains(action.Id) != false;
    }

    private Task<Committed> Keep(IReadOnlyList<Granted> portion)
    {
        var now = _books.Time.GetUtcNow();
        return _books.Database.Write(
            _books.Ours.Admin.Tenant,
            async session =>
            {
                foreach (var granted in portion)
                    await session.Execute(
                        """
                        INSERT INTO credentials (id, tenant, version, kind, sha256, user_id, agent_id, scopes, toolsets, tools, grants, realm, expires_at, created_at)
                        VALUES (@id, @tenant, 1, 'agent', @hash, @person, @agent, @scopes, @toolsets, @tools, '', 'production', @expires, 1)
                        """,
                        ("id", Ids.Fresh("crd", now)),
                        ("tenant", _books.Ours.Admin.Tenant),
                        ("hash", Credentials.HashOf(granted.Token)),
                        ("person", _people[granted.Role].Id),
                        ("agent", _agent),
                        ("scopes", string.Join(' ', granted.Scopes)),
                        ("toolsets", string.Join(',', granted.Toolsets)),
                        ("tools", granted.Tools is null ? null : string.Join(',', granted.Tools)),
                        ("expires", now.AddHours(2))
                    );
                return new(Applied.Done);
            }
        );
    }

    private sealed record Granted(string Role, string[] Scopes, string[] Toolsets, string[]? Tools, string Token)
    {
        public static Granted At(Random random, IReadOnlyList<ActionSpec> actions) =>
            new(
                MayDo.Keys.ElementAt(random.Next(MayDo.Count)),
                Some(random, Words, 60),
                Some(random, GrantTests.Toolsets, 50),
                random.Next(4) == 0 ? Some(random, [.. actions.Select(a => a.Id)], 30) : null,
                NewToken(random)
            );

        public static string NewToken(Random random) =>
            "hga_" + string.Concat(Enumerable.Range(0, 43).Select(_ => (char)('a' + random.Next(26))));

        public override string ToString() =>
            $"{Role} gave {string.Join(' ', Scopes)} + {string.Join(' ', Toolsets)}{(Tools is null ? "" : $", {Tools.Length} tools")}:";

        private static string[] Some(Random random, string[] of, int percent) => [.. of.Where(_ => random.Next(100) < percent)];
    }
}
