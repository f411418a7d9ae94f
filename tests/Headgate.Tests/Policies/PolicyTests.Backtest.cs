using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Tests.Policies;

/// <content>Trying a rule on recorded calls.</content>
public abstract partial class PolicyTests
{
    [Fact]
    public async Task A_backtest_says_what_was_said_of_a_few_hundred_random_calls()
    {
        await Save(
            new
            {
                name = "large_deals",
                template = "amount_needs_approval",
                fill = new { amount = 50_000 },
                mode = "on",
            }
        );
        await Save(
            Policy(
                "no_gossip",
                "plan.changes.exists(c, c.kind == 'note' && c.fields.exists(f, f.name == 'body' && f.to.contains('gossip')))",
                "deny",
                "plan",
                """{"changes":[{"kind":"note","fields":[{"name":"body","to":"gossip"}]}]}""",
                """{"changes":[{"kind":"note","fields":[{"name":"body","to":"fact"}]}]}"""
            )
        );
        var random = new Random(7);
        var deals = new List<string>();
        for (var i = 0; i < 12; i++)
            deals.Add(await Deal(40_000));
        Dictionary<string, SortedSet<string>> said = new(StringComparer.Ordinal);
        for (var i = 0; i < 240; i++)
        {
            var outcome = await RandomCall(random, deals);
            foreach (var policy in (string[])["large_deals", "no_gossip", "activity_before_stage_move"])
                if (Says(outcome, policy))
                    (said.TryGetValue(policy, out var those) ? those : said[policy] = new(StringComparer.Ordinal)).Add(outcome.Event);
            _office.Time.Pass(TimeSpan.FromHours(random.Next(1, 14)));
        }
        Assert.Equal(3, said.Count);
        foreach (var (policy, events) in said)
        {
            var trial = await Backtest(
                new
                {
                    policy,
                    from = "2020-01-01",
                    to = "2190-01-01",
                    limit = 1000,
                }
            );
            Assert.Equal(0, trial.GetProperty("failed").GetInt64());
            Assert.Equal(
                events,
                trial.GetProperty("calls").EnumerateArray().Select(c => c.GetProperty("event").GetString()!).Order(StringComparer.Ordinal)
            );
            if (policy != "large_deals")
                Assert.Equal(0, trial.GetProperty("estimated").GetInt64());
        }
    }

    [Fact]
    public async Task A_rule_that_was_never_in_force_is_tried_with_history_as_it_was_then()
    {
        await _office.Ask(Admin, "policies.disable", Running.Measures.StagesMoveFreely);
        var (quiet, active) = (await Deal(1), await Deal(1));
        await Log(active);
        Assert.Null((await Move(quiet, "Proposal")).Refusal);
        Assert.Null((await Move(active, "Proposal")).Refusal);
        // What is logged later was not there then.
        _office.Time.Pass(TimeSpan.FromHours(1));
        await Log(quiet);
        var trial = await Backtest(new { policy = "activity_before_stage_move" });
        Assert.Equal((1L, 1L, 0L), (Count(trial, "denied"), Count(trial, "were_done"), Count(trial, "estimated")));
        var byHand = await Backtest(new { when = "records.exists(r, r.stage == 'Proposal')", effect = "require_approval" });
        Assert.Equal((2L, 2L), (Count(byHand, "held"), Count(byHand, "estimated")));
        var wrong = await _office.Pass(Admin, "policies.backtest", new { when = "call.tol == 1" });
        Assert.Equal("policies.not_a_rule", wrong.Refusal?.Code);
    }

    [Fact]
    public async Task What_an_erased_person_is_in_is_not_judged_any_more()
    {
        var contact = await Contact("a@friend.example");
        await Send(contact);
        Assert.Equal(1, Count(await Backtest(new { when = "size(plan.messages) > 0" }), "denied"));
        await _office.Execute($"DELETE FROM subject_keys WHERE tenant = @tenant AND subject = '{contact}'");
        var after = await Backtest(new { when = "size(plan.messages) > 0" });
        Assert.Equal((0L, 1L), (Count(after, "denied"), Count(after, "erased")));
    }

    [Fact]
    [Proves(Frameworks.TrustLayer, "Zero data retention")]
    public async Task Records_of_calls_are_kept_for_ninety_days()
    {
        await Note1(await Deal0(), "old");
        Assert.True(await Recorded() > 0);
        await _office.Site.Tick(CancellationToken.None);
        Assert.True(await Recorded() > 0);
        _office.Time.Pass(TimeSpan.FromDays(91));
        await Note1(await Deal0(), "new");
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(0, await Old());
        Assert.True(await Recorded() > 0);
        // The log says until when, so that nobody takes what is gone for tampering.
        var said = (
            await _office.Texts("SELECT id FROM audit_events WHERE tenant = @tenant AND action = 'retention.apply' AND ended = 'done'")
        ).Single();
        var body = (await _office.Ask(Admin, "audit.get", new { id = said })).GetProperty("body");
        Assert.True(DateTimeOffset.Parse(body.GetProperty("payloads_before").GetString()!, null) > _office.Time.GetUtcNow().AddDays(-92));
        Task<long> Old() =>
            _office.Number(
                $"SELECT COUNT(*) FROM recorded_calls WHERE tenant = @tenant AND at < {(_office.Time.GetUtcNow() - TimeSpan.FromDays(90)).ToUnixTimeMilliseconds()}"
            );
    }

    [Fact]
    public async Task What_concerns_somebody_under_a_legal_hold_does_not_age_away()
    {
        var contact = await Contact("kept@friend.example");
        await _office.Ask(Admin, "subjects.hold", new { contact, reason = "File 3" });
        await Send(contact);
        var kept = await _office.Number($"SELECT COUNT(*) FROM recorded_calls WHERE tenant = @tenant AND subjects LIKE '%{contact}%'");
        Assert.True(kept > 0);
        _office.Time.Pass(TimeSpan.FromDays(91));
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(kept, await Recorded());
        // And the clock has nothing to say of it, however often it looks.
        var said = await Applied();
        for (var minute = 0; minute < 3; minute++)
        {
            _office.Time.Pass(TimeSpan.FromMinutes(2));
            await _office.Site.Tick(CancellationToken.None);
        }
        Assert.Equal(said, await Applied());
        await _office.Ask(Admin, "subjects.lift", new { contact });
        _office.Time.Pass(TimeSpan.FromMinutes(2));
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(0, await _office.Number($"SELECT COUNT(*) FROM recorded_calls WHERE tenant = @tenant AND subjects = '{contact}'"));
    }

    private Task<long> Applied() =>
        _office.Number("SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND action = 'retention.apply'");

    private static long Count(JsonElement trial, string what) => trial.GetProperty(what).GetInt64();

    private static bool Says(Outcome outcome, string policy) =>
        outcome.Ended == Ended.Held
            ? outcome.Text().Contains($"policy.{policy}\"", StringComparison.Ordinal)
            : outcome.Refusal is { Code: "policy.denied" } refusal && refusal.Why.Contains(policy, StringComparison.Ordinal);

    private Task<JsonElement> Backtest(object given) => _office.Ask(Admin, "policies.backtest", given);

    private async Task<Outcome> RandomCall(Random random, List<string> deals)
    {
        var deal = deals[random.Next(deals.Count)];
        switch (random.Next(5))
        {
            case 0:
                await Log(deal);
                goto default;
            case 1:
                return await Update(deal, random.Next(1_000, 60_000));
            case 2:
                return await Note1(deal, $"{(random.Next(2) == 0 ? "gossip" : "fact")} {++_n}");
            default:
                return await Move(deal, random.Next(2) == 0 ? "Proposal" : "Discovery");
        }
    }
}
