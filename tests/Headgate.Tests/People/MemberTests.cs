using System.Net;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Store;

namespace Headgate.Tests.People;

/// <summary>On the embedded store.</summary>
public sealed class SqliteMemberTests : MemberTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresMemberTests(PostgresServer server) : MemberTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();

    [Fact]
    public async Task On_every_node_a_suspended_person_is_out_within_a_second()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        var token = await AgentOf("ben@northwind.example");
        await using var other = await Front.Beside();
        // Believed on both before.
        foreach (var front in (Front[])[Front, other])
            Assert.Equal(HttpStatusCode.OK, await Call(front, token));
        await Front.Ask(Front.Admin, "users.suspend", new { person = "Ben" });
        // A second of belief, by the clock that both go by; the rest is no time to wait for.
        Front.Time.Pass(TimeSpan.FromMilliseconds(1001));
        foreach (var front in (Front[])[Front, other])
            Assert.Equal(HttpStatusCode.Unauthorized, await Call(front, token));
        Assert.False(await ben.IsIn());
    }
}

/// <summary>Who belongs to the organisation: invited, changed, suspended; and who may do that.</summary>
public abstract partial class MemberTests : FrontCase
{
    [Fact]
    public async Task An_invitation_is_a_link_that_opens_one_session_within_72_hours()
    {
        var link = await Front.Invite("Ben");
        Front.Time.Pass(TimeSpan.FromHours(71));
        using var ben = await Visitor.By(Front, link);
        var (_, page) = await ben.Get("/account?new=1");
        Assert.Contains("choose one", page);
        Assert.Contains("by a link of ada", page);
        Assert.Contains("Chrome on Linux, 127.0.0.1", page);
        using Visitor again = new(Front);
        Assert.Equal(HttpStatusCode.Gone, (await again.Post(link, [])).Status);
        var late = await Front.Invite("Cyd");
        Front.Time.Pass(TimeSpan.FromHours(73));
        Assert.Equal(HttpStatusCode.Gone, (await again.Post(late, [])).Status);
    }

    [Fact]
    public async Task What_an_agent_invites_waits_for_a_person_whatever_is_set_and_gives_no_link()
    {
        var agent = await Front.Who(await AgentOf("me", "mcp:admin"));
        await Front.Ask(Front.Admin, "approvals.configure", new { contacts = false, leads = false });
        var held = await Front.Pass(
            agent,
            "users.invite",
            new
            {
                name = "Eve",
                email = "eve@northwind.example",
                role = "rep",
            }
        );
        Assert.Equal(Ended.Held, held.Ended);
        var told = JsonElement.Parse(held.Json.Span);
        Assert.DoesNotContain("hgl_", told.GetRawText());
        using Visitor ada = new(Front);
        var (id, hash) = (told.GetProperty("approval").GetString(), told.GetProperty("plan_hash").GetString());
        var seen = await Front.Ask(Front.Admin, "approvals.get", new { id });
        Assert.Contains("approval.invite", seen.GetRawText());
        // No standing word lets the next one pass.
        var standing = await Front.Pass(
            Front.Admin,
            "approvals.stand",
            new
            {
                agent = "agent",
                action = "users.invite",
                code = "approval.invite",
                days = 1,
                reason = "easier",
            }
        );
        Assert.NotEqual(Ended.Done, standing.Ended);
        await Front.Ask(Front.Admin, "approvals.approve", new { ids = new[] { id }, plan_hashes = new[] { hash } });
        Assert.Contains("eve@northwind.example", (await Front.Ask(Front.Admin, "users.list", new { })).GetRawText());
        Assert.DoesNotContain("hgl_", (await Front.Ask(Front.Admin, "approvals.get", new { id })).GetRawText());
        // More than its owner may give it asks for in vain.
        var more = await Front.Pass(
            agent,
            "users.invite",
            new
            {
                name = "Mallory",
                email = "mallory@northwind.example",
                role = "admin",
            }
        );
        Assert.Equal("users.gift", more.Refusal?.Code);
    }

    [Fact]
    public async Task Suspending_ends_sessions_tokens_and_agents_and_resuming_brings_back_the_agents_alone()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        var token = await AgentOf("ben@northwind.example");
        Assert.True(await ben.IsIn());
        Assert.Equal(HttpStatusCode.OK, await Call(Front, token));
        var told = await Front.Ask(Front.Admin, "users.suspend", new { person = "ben@northwind.example" });
        Assert.Equal(1, told.GetProperty("ended").GetInt64());
        Front.Site.Credentials.Forget();
        Assert.False(await ben.IsIn());
        Assert.Equal(HttpStatusCode.Unauthorized, await Call(Front, token));
        await Front.Ask(Front.Admin, "users.resume", new { person = "ben@northwind.example" });
        Front.Site.Credentials.Forget();
        Assert.False(await ben.IsIn());
        Assert.Equal(HttpStatusCode.OK, await Call(Front, token));
    }

    [Fact]
    public async Task A_reset_ends_the_sessions_of_somebody_who_has_nothing_to_take_away()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        var reset = await Front.Ask(Front.Admin, "users.reset_factors", new { person = "ben@northwind.example" });
        Assert.Equal(0, reset.GetProperty("removed").GetInt64());
        Assert.Equal(1, reset.GetProperty("ended_sessions").GetInt64());
        Front.Site.Credentials.Forget();
        Assert.False(await ben.IsIn());
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        foreach (
            var (action, arguments) in ((string, object)[])
                [("users.suspend", new { person = "me" }), ("users.update", new { person = "me", role = "rep" })]
        )
            Assert.Equal("users.last_admin", (await Front.Pass(Front.Admin, action, arguments)).Refusal?.Code);
        var ben = (await Front.Invited("Ben", "admin")).GetProperty("user").GetProperty("id").GetString()!;
        var second = Front.Admin with { Person = ben, PersonName = "Ben" };
        // Each ends the other at the same moment: one of them stays.
        for (var round = 0; round < 5; round++)
        {
            var both = await Task.WhenAll(
                Front.Pass(Front.Admin, "users.suspend", new { person = ben }).AsTask(),
                Front.Pass(second, "users.suspend", new { person = Front.Ada }).AsTask()
            );
            Assert.Single(both, o => o.Ended == Ended.Done);
            foreach (var person in (string[])[ben, Front.Ada])
                await Front.Ask(Front.Admin, "users.resume", new { person });
        }
    }

    [Fact]
    public async Task Nobody_gives_more_than_they_have()
    {
        await Front.Ask(Front.Admin, "teams.create", new { name = "North", manager = "me" });
        await Front.Invite("Rev", "revops");
        await Front.Invite("Ben");
        var rev = (await Front.Ask(Front.Admin, "users.update", new { person = "Rev", sees = "team" })).GetProperty("user");
        var by = Front.Admin with { Person = rev.GetProperty("id").GetString()!, Role = Role.RevOps, Sees = Visibility.Team };
        foreach (
            var (code, arguments) in ((string, object)[])
                [
                    ("users.gift", new { person = "Ben", role = "admin" }),
                    ("users.gift", new { person = "Ben", sees = "all" }),
                    ("users.gift", new { person = "me", role = "admin" }),
                    ("users.not_yours", new { person = Front.Ada, name = "Nobody" }),
                ]
        )
            Assert.Equal(code, (await Front.Pass(by, "users.update", arguments)).Refusal?.Code);
        Assert.Equal("users.not_yours", (await Front.Pass(by, "users.suspend", new { person = Front.Ada })).Refusal?.Code);
        Assert.Equal("users.not_yours", (await Front.Pass(by, "users.reset_factors", new { person = "Ben" })).Refusal?.Code);
        Assert.Equal("users.not_yours", (await Front.Pass(by, "users.sessions", new { person = Front.Ada })).Refusal?.Code);
        var done = await Front.Ask(
            by,
            "users.update",
            new
            {
                person = "Ben",
                team = "North",
                title = "Seller",
            }
        );
        Assert.Equal("North", done.GetProperty("user").GetProperty("team").GetProperty("name").GetString());
        await Front.Ask(Front.Admin, "teams.update", new { team = "North", name = "Nord" });
        Assert.Equal("teams.name_taken", (await Front.Pass(Front.Admin, "teams.create", new { name = "nord" })).Refusal?.Code);
        Assert.Contains("Nord", (await Front.Ask(Front.Admin, "teams.list", new { })).GetRawText());
    }

    /// <summary>A sign-in link that the administrator makes.</summary>
    private async Task<string> Link(string person) =>
        "/sign-in/" + (await Front.Ask(Front.Admin, "users.link", new { person })).GetProperty("sign_in_link").GetString();

    /// <summary>The token of an agent on somebody's behalf.</summary>
    internal async Task<string> AgentOf(string person, string scope = "mcp:read") => (
            await Front.Ask(
                Front.Admin,
                "agents.create",
                new
                {
                    name = "agent",
                    scopes = new[] { scope },
                    @for = person,
                }
            )
        ).GetProperty("token").GetString()!;

    /// <summary>A call over REST with a token.</summary>
    internal static async Task<HttpStatusCode> Call(Front front, string token)
    {
        using HttpClient http = new() { BaseAddress = new(front.Root) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await http.GetAsync("/api/v1/pipelines/list");
        return answer.StatusCode;
    }
}
