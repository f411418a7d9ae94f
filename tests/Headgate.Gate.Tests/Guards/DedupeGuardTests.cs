using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed partial class DedupeGuardTests
{
    private readonly Gateway _gate = new();
    private readonly DedupeGuard _guard;

    public DedupeGuardTests() => _guard = new(_gate.Memory);

    private async Task<Refusal?> Judge(Plan plan)
    {
        var passage = _gate.Passage("test.run");
        passage.Decision = new(new Nothing(), plan);
        return (await _guard.JudgePlan(passage, default)).Refusal;
    }

    [Theory]
    [InlineData("contact.email", "email")]
    [InlineData("account.domain", "domain")]
    [InlineData("external.hubspot", "external id")]
    [InlineData("plain", "plain")]
    public async Task A_key_that_another_record_holds_is_refused_with_that_record(string kind, string word)
    {
        _gate.Ledger.Claims[(kind, "v")] = "con_1";
        var refusal = await Judge(new Plan().Claim(kind, "v", "con_2"));
        Assert.Equal(
            $"dedupe.exists | con_1 already has this {word}. | Use the record that exists, or correct the value.",
            Gateway.Said(refusal)
        );
        Assert.Equal("con_1", refusal!.Record);
        Assert.Equal("dedupe", _guard.Name);
    }

    [Fact]
    public async Task Every_key_of_a_plan_is_judged()
    {
        _gate.Ledger.Claims[("k", "2")] = "con_1";
        Assert.NotNull(await Judge(new Plan().GiveUp("k", "2", "con_2").Claim("k", "1", "con_2").Claim("k", "2", "con_2")));
    }

    [Fact]
    public async Task A_key_that_is_free_or_the_records_own_or_given_up_passes()
    {
        _gate.Ledger.Claims[("k", "v")] = "con_1";
        Assert.Null(await Judge(new Plan()));
        Assert.Null(await Judge(new Plan().Claim("k", "w", "con_2")));
        Assert.Null(await Judge(new Plan().Claim("k", "v", "con_1")));
        Assert.Null(await Judge(new Plan().GiveUp("k", "v", "con_2")));
    }

    [Fact]
    public async Task A_key_that_the_same_plan_moves_from_its_holder_passes()
    {
        _gate.Ledger.Claims[("k", "v")] = "con_1";
        Assert.Null(await Judge(new Plan().GiveUp("k", "v", "con_1").Claim("k", "v", "con_2")));
        Assert.NotNull(await Judge(new Plan().GiveUp("k", "w", "con_1").Claim("k", "v", "con_2")));
        Assert.NotNull(await Judge(new Plan().GiveUp("k", "v", "con_3").Claim("k", "v", "con_2")));
    }

    [Fact]
    public async Task A_key_that_a_waiting_call_keeps_is_refused_with_its_approval()
    {
        var holder = Ids.Fresh("apr", Gateway.Noon);
        _gate.Ledger.Claims[("contact.email", "v")] = holder;
        var plan = new Plan().Claim("contact.email", "v", "con_2");
        var refusal = await Judge(plan);
        Assert.Equal(
            $"dedupe.pending | A record with this email waits for a person's approval as {holder}. | Wait for the decision; approvals_get tells how it stands.",
            Gateway.Said(refusal)
        );
        Assert.Equal(holder, refusal!.Record);
        Assert.Equal([$"pending org_1 {holder}"], _gate.Memory.Approvals.Asked);
        _gate.Memory.Approvals.Decided.Add(holder);
        Assert.Null(await Judge(plan));
    }

    [Fact]
    public async Task What_a_held_call_keeps_is_its_own_when_it_is_passed_again()
    {
        var holder = Ids.Fresh("apr", Gateway.Noon);
        _gate.Ledger.Claims[("k", "v")] = holder;
        var plan = new Plan().Claim("k", "v", "con_2");
        var mine = _gate.Planned(plan, approval: new(holder, "usr_1", "", Gateway.Noon));
        Assert.True((await _guard.JudgePlan(mine, default)).Passes);
        Assert.True(mine.Basis.Dedupe!.Holders!.Single().Own);
        Assert.Null(await Judge(new Plan().GiveUp("k", "v", holder).Claim("k", "v", "con_2")));
        Assert.Empty(_gate.Memory.Approvals.Asked);
        var others = _gate.Planned(plan, approval: new(Ids.Fresh("apr", Gateway.Noon), "usr_1", "", Gateway.Noon));
        Assert.Equal("dedupe.pending", (await _guard.JudgePlan(others, default)).Refusal?.Code);
    }

    [Fact]
    public async Task The_audit_has_who_held_the_keys_up_to_the_first_that_stands_in_the_way()
    {
        _gate.Ledger.Claims[("k", "1")] = "con_1";
        _gate.Ledger.Claims[("k", "2")] = "con_3";
        _gate.Ledger.Claims[("k", "3")] = "con_4";
        var plan = new Plan().GiveUp("k", "1", "con_1").Claim("k", "1", "con_2").Claim("k", "2", "con_2").Claim("k", "3", "con_2");
        var passage = _gate.Planned(plan, Gateway.Person);
        Assert.Equal("con_3", (await _guard.JudgePlan(passage, default)).Refusal?.Record);
        var ground = passage.Basis.Dedupe!;
        Assert.Equal(["con_1 k True", "con_3 k False"], ground.Holders!.Select(h => $"{h.Id} {h.Key} {h.GivenUp}"));
        Assert.True(ground.Person);
        var agents = _gate.Planned(plan);
        await _guard.JudgePlan(agents, default);
        Assert.False(agents.Basis.Dedupe!.Person);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(21, null)]
    public async Task At_most_twenty_keys_that_a_plan_moves_are_told_to_the_audit(int moved, int? told)
    {
        Plan plan = new();
        foreach (var value in Enumerable.Range(1, moved).Select(i => $"{i}"))
        {
            _gate.Ledger.Claims[("k", value)] = "con_1";
            plan.GiveUp("k", value, "con_1").Claim("k", value, "con_2");
        }
        var passage = _gate.Planned(plan);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.Equal(told, passage.Basis.Dedupe?.Holders?.Count);
    }

    [Theory]
    [InlineData(Plan.MaxChanges, false, true)]
    [InlineData(Plan.MaxChanges + 1, false, false)]
    [InlineData(Plan.MaxChanges + 1, true, true)]
    public async Task The_keys_of_a_chunk_are_left_to_the_commit_which_a_dry_run_does_not_have(int changes, bool dryRun, bool looks)
    {
        _gate.Ledger.Claims[("k", "v")] = "con_1";
        var plan = new Plan().Claim("k", "v", "con_2");
        for (var i = 0; i < changes; i++)
            plan.Touch(Kinds.Contact, $"con_{i}", "seen_at", Gateway.Noon);
        var passage = _gate.Planned(plan);
        passage.DryRun = dryRun;
        Assert.Equal(looks ? "dedupe.exists" : null, (await _guard.JudgePlan(passage, default)).Refusal?.Code);
    }
}
