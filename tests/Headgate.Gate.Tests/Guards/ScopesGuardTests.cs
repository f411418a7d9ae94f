using Headgate.Gate.Grounds;
using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class ScopesGuardTests
{
    private readonly Gateway _gate = new();
    private readonly ScopesGuard _guard;

    public ScopesGuardTests() => _guard = new(_gate.Clock);

    private async Task<string> Judge(string action, Principal by) =>
        Gateway.Said((await _guard.JudgeCall(_gate.Passage(action, by: by), default)).Refusal);

    [Fact]
    public async Task Whoever_has_the_scope_passes()
    {
        Assert.Equal("passes", await Judge("contact.get", Gateway.Agent with { Scopes = Scope.Read }));
        Assert.Equal("passes", await Judge("contact.create", Gateway.Agent));
        Assert.Equal("scopes", _guard.Name);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP02")]
    public async Task A_grant_ends_at_its_very_instant()
    {
        Assert.Equal(
            "scopes.expired | The grant has expired. | Ask the person who made it for a new one.",
            await Judge("contact.get", Gateway.Agent with { Expires = Gateway.Noon })
        );
        Assert.Equal("passes", await Judge("contact.get", Gateway.Agent with { Expires = Gateway.Noon.AddTicks(1) }));
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.5")]
    [Proves(Frameworks.Mcp, "MCP02")]
    public async Task What_is_for_people_is_for_no_agent()
    {
        var admin = Gateway.Agent with { Role = Role.Admin };
        Assert.Equal(
            "scopes.person_only | user.invite is for a person; no agent can be granted it. | Ask the person whom you act for to do it.",
            await Judge("user.invite", admin)
        );
        Assert.Equal("passes", await Judge("user.invite", Gateway.Person));
    }

    [Fact]
    public async Task A_scope_must_be_granted()
    {
        Assert.Equal(
            "scopes.missing | contact.create needs mcp:write; this grant has mcp:read. | Ask for a grant with mcp:write, or use another tool.",
            await Judge("contact.create", Gateway.Agent with { Scopes = Scope.Read })
        );
        Assert.Equal(
            "scopes.missing | contact.get needs mcp:read; this grant has no scope. | Ask for a grant with mcp:read, or use another tool.",
            await Judge("contact.get", Gateway.Agent with { Scopes = Scope.None })
        );
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.2")]
    [Proves(Frameworks.Mcp, "MCP02")]
    [Proves(Frameworks.Agentic, "ASI03")]
    [Proves(Frameworks.Saif, "controlAgentPluginPermissions")]
    public async Task A_grant_never_exceeds_the_persons_role() =>
        Assert.Equal(
            "scopes.missing | contact.create needs mcp:write; this grant has mcp:read mcp:admin. | Ask for a grant with mcp:write, or use another tool.",
            await Judge("contact.create", Gateway.Agent with { Role = Role.Auditor })
        );

    [Fact]
    public async Task An_auditor_reads_with_the_scope_to_administer_and_changes_nothing()
    {
        var auditor = Gateway.Person with { Role = Role.Auditor, Scopes = Scope.All };
        Assert.Equal("passes", await Judge("contact.get", auditor));
        Assert.Equal(
            "scopes.role | An auditor reads and changes nothing. | Ask an administrator to make this change.",
            await Judge("user.invite", auditor)
        );
        Assert.False(ScopesGuard.Shows(auditor, _gate.Catalogue.Find("user.invite")!));
    }

    [Fact]
    public async Task A_toolset_beyond_the_core_must_be_granted_to_an_agent()
    {
        Assert.Equal(
            "scopes.toolset | report.run is in the toolset reports, which this grant does not have. | Ask for a grant with the toolset reports.",
            await Judge("report.run", Gateway.Agent)
        );
        Assert.Equal("passes", await Judge("report.run", Gateway.Agent with { Toolsets = new HashSet<string> { "reports" } }));
        Assert.Equal("passes", await Judge("report.run", Gateway.Person));
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.1")]
    [Proves(Frameworks.Mcp, "MCP02")]
    [Proves(Frameworks.Saif, "controlAgentPluginPermissions")]
    public async Task A_grant_that_names_its_tools_has_no_others()
    {
        var only = Gateway.Agent with { Only = new HashSet<string> { "contact.get" } };
        Assert.Equal("passes", await Judge("contact.get", only));
        Assert.Equal(
            "scopes.tool | This grant names its tools one by one, without contact.create. | Ask for a grant that names it.",
            await Judge("contact.create", only)
        );
    }

    [Theory]
    [InlineData(Scope.All, Role.Rep, true, "passes")]
    [InlineData(Scope.Write, Role.Rep, false, "passes")]
    [InlineData(Scope.Write, Role.Rep, true, Refused)]
    [InlineData(Scope.All, Role.Auditor, true, Refused)]
    public async Task Whatever_sends_needs_the_scope_to_send(Scope scopes, Role role, bool sends, string said)
    {
        var passage = _gate.Passage("test.run", by: Gateway.Agent with { Scopes = scopes, Role = role });
        var plan = new Plan().Insert(Kinds.Account, "acc_1");
        passage.Decision = new(new Nothing(), sends ? plan.Send(MessageSend.Message(passage.Call, "a@b.c", "Hi")) : plan);
        Assert.Equal(said, Gateway.Said((await _guard.JudgePlan(passage, default)).Refusal));
    }

    [Fact]
    public async Task A_plan_that_sends_is_judged_by_the_grant_that_the_call_was_judged_by()
    {
        var passage = _gate.Planned(new Plan().Send(Planning.Message()), Gateway.Agent with { Scopes = Scope.None });
        passage.Basis.Scopes = ScopesGround.Of(Gateway.Agent, passage.Action, Gateway.Noon);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.Equal((true, (int)Scope.All), (passage.Basis.Scopes.Sends, passage.Basis.Scopes.Has));
        var silent = _gate.Planned(Plan.Empty);
        Assert.True((await _guard.JudgePlan(silent, default)).Passes);
        Assert.Null(silent.Basis.Scopes);
    }

    private const string Refused = "scopes.missing | This would send to somebody, which needs mcp:comms. | Ask for a grant with mcp:comms.";

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.4")]
    public async Task What_a_grant_shows_is_what_it_may_call()
    {
        Principal[] callers =
        [
            Gateway.Agent,
            Gateway.Person,
            Gateway.Agent with
            {
                Role = Role.Admin,
            },
            Gateway.Agent with
            {
                Role = Role.Auditor,
            },
            Gateway.Person with
            {
                Role = Role.Rep,
            },
            Gateway.Agent with
            {
                Scopes = Scope.None,
            },
            Gateway.Agent with
            {
                Toolsets = new HashSet<string> { "reports" },
            },
            Gateway.Agent with
            {
                Only = new HashSet<string> { "contact.get", "report.run" },
            },
            Gateway.Person with
            {
                Only = new HashSet<string> { "report.run" },
            },
        ];
        foreach (var by in callers)
        foreach (var action in _gate.Catalogue.All)
            Assert.Equal(await Judge(action.Id, by) == "passes", ScopesGuard.Shows(by, action));
    }
}
