using Headgate.Connectors;
using Headgate.Gate;
using Headgate.Tests.Running;

namespace Headgate.Tests.Outbound;

public abstract partial class SwitchTests
{
    [Fact]
    public async Task What_was_queued_before_off_is_held_until_a_person_releases_it()
    {
        await Begin();
        // Nobody delivers texts here, so these wait; then they are somebody's.
        await Office.Execute("UPDATE organisations SET providers = '{\"email\":\"nobody\"}' WHERE tenant = @tenant");
        var first = Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("one")), "out");
        var second = Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("two")), "out");
        await Office.Ask(Office.Admin, "outbound.off", new { reason = "stop" });
        await Office.Execute("UPDATE organisations SET providers = '{\"email\":\"sink\",\"sms\":\"sink\"}' WHERE tenant = @tenant");
        Assert.Equal("kill_switch.outbound_off", (await Release(Office.Admin, first)).Refusal?.Code);
        await Office.Ask(Office.Admin, "outbound.on", new { reason = "go on" });
        var third = Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("three")), "out");
        await Recorded(third);
        Assert.Equal([first, second], (await Held()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(first, Recorder.Left.Keys);
        Assert.Equal("scopes.person_only", (await Release(Office.Agent, first)).Refusal?.Code);
        Assert.Null((await Release(Office.Admin, first)).Refusal);
        await Recorded(first);
        await Office.Ask(Office.Admin, "outbound.discard", new { ids = new[] { second }, reason = "too old" });
        Assert.Empty(await Held());
        Assert.Equal("outbound.not_held", (await Release(Office.Admin, second)).Refusal?.Code);
        Assert.Equal(
            ["discarded", "sent", "sent"],
            (await Office.Texts("SELECT status FROM messages WHERE tenant = @tenant AND direction = 'out'")).Order(StringComparer.Ordinal)
        );
        Assert.All(Recorder.Left.Values, n => Assert.Equal(1, n));
    }

    [Theory]
    [InlineData("bounce")]
    [InlineData("error")]
    [InlineData("duplicate")]
    public async Task Outbound_goes_off_by_itself_when_too_much_goes_wrong(string what)
    {
        await Begin();
        await Office.Ask(
            Office.Admin,
            "outbound.configure",
            new
            {
                at_least = 6,
                bounce_percent = 30,
                error_percent = 30,
                duplicate_percent = 30,
            }
        );
        Recorder.Says = p =>
            Task.FromResult(new Delivery(what != "error" || !p.Body.StartsWith("bad", StringComparison.Ordinal), "said so"));
        List<string> sent = [];
        for (var i = 0; i < 6 && await Stands() == "on"; i++)
        {
            var body =
                what == "duplicate" && i > 3 ? "0"
                : i > 3 ? $"bad {i}"
                : $"{i}";
            sent.Add(Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail(body)), "out"));
            await Recorded(sent[^1]);
            if (what == "duplicate")
                Office.Time.Pass(TimeSpan.FromMinutes(11));
            if (what == "duplicate" && i == 3)
                await Office.Ask(Office.Admin, "outbound.configure", new { minutes = 600 });
        }
        if (what == "bounce")
        {
            Assert.Equal("on", await Stands());
            await Report(sent[0], "bounced");
            Assert.Equal("on", await Stands());
            await Report(sent[1], "complained");
        }
        var status = await Office.Ask(Office.Admin, "outbound.status", new { });
        Assert.Equal("off", status.GetProperty("outbound").GetString());
        Assert.StartsWith($"auto: {what} rate 33", status.GetProperty("reason").GetString()!, StringComparison.Ordinal);
        Assert.False(status.TryGetProperty("by", out _));
        Assert.Equal("kill_switch.outbound_off", (await Office.Pass(Office.Rep, "email.send", Mail("more"))).Refusal?.Code);
        var found = await Office.Ask(Office.Admin, "audit.search", new { action = "outbound.record", limit = 1 });
        Assert.Contains("outbound.record", found.GetRawText(), StringComparison.Ordinal);
        // Who turns it on again has weighed what was: it counts no more.
        await Office.Ask(Office.Admin, "outbound.on", new { reason = "looked into it" });
        await Recorded(Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("after")), "out"));
        Assert.Equal("on", await Stands());
    }

    [Theory]
    [InlineData("UPDATE organisations SET outbound = 'ON' WHERE tenant = @tenant")]
    [InlineData("UPDATE organisations SET outbound = '' WHERE tenant = @tenant")]
    [InlineData(
        "INSERT INTO switches (id, tenant, version, name, outbound, created_at, updated_at) VALUES ('swi_1', @tenant, 1, 'channel:email', '?', 1, 1)"
    )]
    [InlineData("ALTER TABLE switches RENAME TO gone")]
    [InlineData("ALTER TABLE organisations RENAME COLUMN outbound TO gone")]
    public async Task What_cannot_be_read_is_off(string damage)
    {
        await Begin();
        await Office.Execute("UPDATE organisations SET providers = '{\"email\":\"nobody\"}' WHERE tenant = @tenant");
        await Office.Ask(Office.Rep, "email.send", Mail("queued"));
        await Office.Execute("UPDATE organisations SET providers = '{\"email\":\"sink\"}' WHERE tenant = @tenant");
        await Office.Execute(damage);
        Recorder.Forbidden = _ => true;
        var code = (await Office.Pass(Office.Rep, "email.send", Mail("a"))).Refusal?.Code;
        Assert.Contains(code, (string[])["kill_switch.outbound_off", "kill_switch.channel_off"]);
        var tenant = Office.Admin.Tenant;
        Assert.NotNull(
            await Office.Site.WorldOf(Realm.Production).Memory.FirstOff(tenant, Switches.For(null, null, "email"), CancellationToken.None)
        );
        // The dispatcher reads for itself.
        await Office.Site.Deliver(CancellationToken.None);
        Assert.Empty(Recorder.Left);
    }

    [Fact]
    public async Task A_request_that_began_without_an_answer_is_in_doubt_and_never_sent_twice()
    {
        await Begin();
        Recorder.Says = _ => throw new IOException("the line went dead");
        var lost = Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("a")), "out");
        await Recorded(lost);
        Recorder.Prepares = (_, _) => throw new IOException("no line");
        var never = Seed.IdIn(await Office.Ask(Office.Rep, "email.send", Mail("b")), "out");
        await Recorded(never);
        Assert.Equal("in_doubt", await Status(lost));
        Assert.Equal("failed", await Status(never));
        // A process that died with a claim leaves a doubt as well.
        await Office.Execute("UPDATE outbox SET status = 'sending' WHERE tenant = @tenant");
        Office.Time.Pass(TimeSpan.FromMinutes(11));
        await Office.Site.Deliver(CancellationToken.None);
        Assert.Equal(("in_doubt", "in_doubt"), (await Status(lost), await Status(never)));
        Assert.Equal(1, Recorder.Left.Values.Sum());
        Assert.Equal(2, (await Held()).Count);
    }
}
