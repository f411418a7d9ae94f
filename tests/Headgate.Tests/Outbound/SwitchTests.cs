using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Outbound;

/// <summary>The kill switch on the embedded store.</summary>
public sealed class SqliteSwitchTests : SwitchTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL, where a second node sends too.</summary>
public sealed class PostgresSwitchTests(PostgresServer server) : SwitchTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();

    [Fact]
    public async Task Off_on_one_node_waits_for_a_request_that_another_node_is_about_to_make()
    {
        await Begin();
        await using var other = await Office.Node();
        TaskCompletionSource preparing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Recorder.Prepares = async (_, _) =>
        {
            preparing.TrySetResult();
            await go.Task;
        };
        await Send();
        await preparing.Task;
        var off = other.Pass(Office.Admin, Door.Rest, "outbound.off", JsonSerializer.SerializeToElement(new { })).AsTask();
        Assert.NotEqual(off, await Task.WhenAny(off, Task.Delay(300, TestContext.Current.CancellationToken)));
        go.SetResult();
        Assert.Equal(Ended.Done, (await off).Ended);
        Recorder.Forbidden = _ => true;
        Assert.Equal("kill_switch.outbound_off", (await Office.Pass(Office.Rep, "email.send", Mail("b"))).Refusal?.Code);
        Assert.Equal((1, 0), (Recorder.Left.Count, Recorder.Wrong));
    }
}

/// <summary>Switches of channels, agents and runs, who turns them, what they hold, and when outbound goes off by itself.</summary>
public abstract partial class SwitchTests : IAsyncLifetime
{
    private string _contact = "";

    private protected Office Office { get; private set; } = null!;

    private protected Recorder Recorder { get; } = new();

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => Office = await Office.Open(await NewDatabase(), false, Recorder);

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.7")]
    public async Task A_new_organisation_is_off_and_the_product_itself_delivers_nothing()
    {
        _contact = Seed.IdIn(await Office.Ask(Office.Rep, "contacts.create", new { name = "Zoe", email = "zoe@example.com" }), "con");
        Assert.Equal("off", await Stands());
        Assert.Equal("kill_switch.outbound_off", (await Office.Pass(Office.Admin, "email.send", Mail("a"))).Refusal?.Code);
        await Office.Ask(Office.Admin, "outbound.on", new { reason = "we begin" });
        // Nobody is configured to deliver.
        Assert.Equal("comms.no_provider", (await Office.Pass(Office.Admin, "email.send", Mail("a"))).Refusal?.Code);
    }

    [Theory]
    [InlineData("channel", "kill_switch.channel_off")]
    [InlineData("agent", "kill_switch.agent_off")]
    [InlineData("run", "kill_switch.run_off")]
    [Proves(Frameworks.Aisvs, "9.6.1")]
    [Proves(Frameworks.Agentic, "ASI10")]
    public async Task Off_anywhere_wins_and_everybody_else_goes_on(string kind, string code)
    {
        await Begin();
        var run = await RunOf(Office.Agent);
        object which = kind switch
        {
            "channel" => new { channel = "email", reason = "to see" },
            "agent" => new { agent = "claude", reason = "to see" },
            _ => new { run, reason = "to see" },
        };
        var off = await Office.Ask(Office.Admin, "outbound.off", which);
        Assert.Equal("off", off.GetProperty("outbound").GetString());
        Assert.Equal(code, (await Office.Pass(Office.Agent, "email.send", Mail("a"))).Refusal?.Code);
        // The organisation is on: another channel goes, and so does the person unless the channel is off.
        Assert.Equal("on", await Stands());
        Assert.Null((await Office.Pass(Office.Rep, "sms.send", new { contact_id = _contact, body = "b" })).Refusal);
        Assert.Equal(kind == "channel" ? code : null, (await Office.Pass(Office.Rep, "email.send", Mail("c"))).Refusal?.Code);
        var status = await Office.Ask(Office.Admin, "outbound.status", new { });
        Assert.Equal(1, status.GetProperty("off").GetArrayLength());
        // What is turned on is on again, but not while the organisation is off.
        await Office.Ask(Office.Admin, "outbound.off", new { });
        var on = await Office.Ask(Office.Admin, "outbound.on", which);
        Assert.Equal("off", on.GetProperty("outbound").GetString());
        await Office.Ask(Office.Admin, "outbound.on", new { reason = "go on" });
        Assert.Null((await Office.Pass(Office.Agent, "email.send", Mail("d"))).Refusal);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.3", "9.6.3")]
    [Proves(Frameworks.Agentic, "ASI10")]
    [Proves(Frameworks.Nist, "MANAGE 2.4")]
    public async Task An_agent_stops_itself_and_everybody_and_starts_nobody()
    {
        await Begin();
        Assert.Equal(
            "off",
            (await Office.Ask(Office.Agent, "runs.stop", new { reason = "I am confused" })).GetProperty("outbound").GetString()
        );
        Assert.Equal("kill_switch.run_off", (await Office.Pass(Office.Agent, "email.send", Mail("a"))).Refusal?.Code);
        var boss = Office.Admin with { Agent = Office.Agent.Agent, AgentName = "claude", Toolsets = Office.Agent.Toolsets };
        foreach (var of in (string[])["email", "agent", "all"])
            await Office.Ask(
                boss,
                "org.update",
                new
                {
                    outbound = "off",
                    outbound_of = of,
                    reason = "stop",
                }
            );
        Assert.Equal("off", await Stands());
        foreach (var of in (string[])["all", "email", "agent", "run"])
        {
            Assert.Equal(
                "kill_switch.person_only",
                (await Office.Pass(boss, "org.update", new { outbound = "on", outbound_of = of })).Refusal?.Code
            );
            Assert.Equal("scopes.person_only", (await Office.Pass(boss, "outbound.on", new { reason = "please" })).Refusal?.Code);
        }
        Assert.Equal(["off", "off", "off"], await Office.Texts("SELECT outbound FROM switches WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task Nothing_holds_up_an_agent_s_off()
    {
        await Begin();
        var boss = Office.Admin with { Agent = Office.Agent.Agent, AgentName = "claude" };
        await Office.Ask(Office.Admin, "approvals.configure", new { every_write = true });
        await Office.Ask(Office.Admin, "limits.set", new { limits = new[] { new { name = "writes_per_minute", most = 0 } } });
        var outcome = await Office.Pass(boss, "org.update", new { outbound = "off" });
        Assert.Equal((Ended.Done, null), (outcome.Ended, outcome.Refusal?.Code));
        Assert.Equal("off", await Stands());
    }

    [Fact]
    [Proves(Frameworks.Nist, "GOVERN 3.2")]
    public async Task Where_it_takes_two_the_second_person_turns_it_on()
    {
        var eve = await Invite("Eve", "eve@northwind.example", "admin");
        await Office.Ask(Office.Admin, "outbound.configure", new { two_people = true });
        var asked = await Office.Ask(Office.Admin, "outbound.on", new { reason = "we begin" });
        Assert.Equal("off", asked.GetProperty("outbound").GetString());
        Assert.Equal("we begin", asked.GetProperty("waiting").GetProperty("reason").GetString());
        Assert.Equal("kill_switch.second_person", (await Office.Pass(Office.Admin, "outbound.on", new { reason = "again" })).Refusal?.Code);
        Assert.Equal("off", await Stands());
        // Off makes the wish void; so does time.
        await Office.Ask(eve, "outbound.off", new { reason = "not yet" });
        Assert.Equal("off", (await Office.Ask(eve, "outbound.on", new { reason = "now I do" })).GetProperty("outbound").GetString());
        Office.Time.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal("off", (await Office.Ask(Office.Admin, "outbound.on", new { reason = "late" })).GetProperty("outbound").GetString());
        Assert.Equal("on", (await Office.Ask(eve, "outbound.on", new { reason = "yes" })).GetProperty("outbound").GetString());
        Assert.Equal("on", await Stands());
        // That one person is enough again takes two as well.
        var rules = await Office.Ask(Office.Admin, "outbound.configure", new { two_people = false });
        Assert.True(rules.GetProperty("rules").GetProperty("two_people").GetBoolean());
        Assert.False(
            (await Office.Ask(eve, "outbound.configure", new { two_people = false }))
                .GetProperty("rules")
                .GetProperty("two_people")
                .GetBoolean()
        );
    }

    private protected object Mail(string body) =>
        new
        {
            contact_id = _contact,
            subject = "Hello",
            body,
        };

    private protected async Task<string> Send() => Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("a")), "out");

    // Somebody who can be written to, everything delivered by the recorder, nothing held for approval.
    private protected async Task Begin()
    {
        _contact = Seed.IdIn(
            await Office.Ask(
                Office.Rep,
                "contacts.create",
                new
                {
                    name = "Zoe",
                    email = "zoe@example.com",
                    phone = "+15550100",
                }
            ),
            "con"
        );
        await Office.Ask(Office.Admin, "approvals.configure", Measures.NothingWaits);
        await Office.Execute(
            "UPDATE organisations SET providers = '{\"email\":\"sink\",\"sms\":\"sink\",\"call\":\"sink\"}' WHERE tenant = @tenant"
        );
        await Office.Ask(Office.Admin, "outbound.on", new { reason = "we begin" });
    }

    private async Task<string> Stands() =>
        (await Office.Ask(Office.Admin, "outbound.status", new { })).GetProperty("outbound").GetString()!;

    private ValueTask<Outcome> Release(Principal by, string id) =>
        Office.Pass(by, "outbound.release", new { ids = new[] { id }, reason = "still true" });

    private async Task<IReadOnlyList<string>> Held() =>
        [
            .. (await Office.Ask(Office.Admin, "outbound.held", new { }))
                .GetProperty("items")
                .EnumerateArray()
                .Select(i => i.GetProperty("id").GetString()!),
        ];

    private async Task<string> RunOf(Principal by)
    {
        await Office.Ask(by, "pipelines.list", new { });
        return (await Office.Texts($"SELECT id FROM runs WHERE tenant = @tenant AND actor = '{by.Actor}'"))[^1];
    }

    private async Task<Principal> Invite(string name, string email, string role)
    {
        await Office.Ask(
            Office.Admin,
            "users.invite",
            new
            {
                name,
                email,
                role,
            }
        );
        var link = await Office.Ask(Office.Admin, "users.link", new { person = email, token = true });
        // As if they had signed in with something of their own: by the administrator's link they would count as the administrator.
        return (await Office.Site.Credentials.Verify(link.GetProperty("person_token").GetString()!, CancellationToken.None))!.By with
        {
            LetInBy = null,
        };
    }

    private async Task<string> Status(string id) =>
        (await Office.Texts($"SELECT status FROM outbox WHERE tenant = @tenant AND id = '{id}'"))[0];

    private async Task Report(string id, string outcome)
    {
        var now = Office.Time.GetUtcNow();
        var told = await Office
            .Site.WorldOf(Realm.Production)
            .Gate.Pass(
                new()
                {
                    Id = Ids.Fresh("call", now),
                    By = Office.Admin,
                    Door = Door.Clock,
                    Action = "outbound.record",
                    Arguments = JsonSerializer.SerializeToElement(new { id, outcome }),
                    At = now,
                    Seed = Randomness.Bytes(32),
                },
                CancellationToken.None
            );
        Assert.Null(told.Refusal);
    }

    private Task Recorded(string id) => Until(async () => await Status(id) is not ("queued" or "sending"));

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); )
        {
            if (await holds())
                return;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Fail("It did not happen within two minutes.");
    }
}
