using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>What becomes of rulings.</summary>
public sealed class PolicyGuardTests
{
    private readonly Gateway _gate = new();

    [Fact]
    public async Task Nothing_is_said_where_no_policy_is_asked()
    {
        var passage = await Judged([]);
        Assert.True(passage.Verdict.Passes);
        Assert.Empty(passage.Passage.Notes);
    }

    [Fact]
    public async Task Deny_overrides_whatever_else_is_said()
    {
        foreach (var other in Enum.GetValues<PolicyEffect>())
        {
            var (verdict, passage) = await Judged([Says("a", other), Says("b", PolicyEffect.Deny), Says("c", other)]);
            Assert.Equal("policy.denied", verdict.Refusal?.Code);
            Assert.Empty(passage.Holds);
        }
    }

    [Fact]
    public async Task A_rule_without_an_answer_denies_unless_it_only_watches()
    {
        var failed = Says("a", PolicyEffect.LogOnly) with { Failure = "no such field" };
        Assert.Equal("policy.failed", (await Judged([failed])).Verdict.Refusal?.Code);
        Assert.True((await Judged([failed with { Watches = true }])).Verdict.Passes);
    }

    [Fact]
    public async Task A_person_is_asked_unless_another_policy_allows()
    {
        var (verdict, passage) = await Judged([Says("a", PolicyEffect.RequireApproval)]);
        Assert.True(verdict.Passes);
        Assert.Equal(("policy.a", "a says so."), (passage.Holds[0].Code, passage.Holds[0].Why));
        Assert.Empty((await Judged([Says("a", PolicyEffect.RequireApproval), Says("b", PolicyEffect.Allow)])).Passage.Holds);
    }

    [Fact]
    public async Task What_is_masked_is_what_acting_policies_name()
    {
        var mask = Says("a", PolicyEffect.Mask) with { Masks = ["email"] };
        Assert.Equal(["email"], (await Judged([mask])).Passage.Judgement!.Masks);
        Assert.Empty((await Judged([mask with { Watches = true }])).Passage.Judgement!.Masks);
    }

    [Fact]
    public async Task The_audit_hears_who_was_asked_and_what_was_said_and_never_too_much()
    {
        var (_, passage) = await Judged([
            .. Enumerable.Range(0, 100).Select(n => Says($"p{n}", PolicyEffect.LogOnly) with { Watches = true }),
        ]);
        Assert.Equal("100 asked, set 000000000000, 2 facts 111111111111", passage.Notes[0].Said);
        Assert.Equal("p0@222222222222 would log_only", passage.Notes[1].Said);
        Assert.Equal("and 60 more", passage.Notes[^1].Said);
    }

    [Fact]
    public async Task A_refusal_gives_the_policys_own_words()
    {
        var denies = Says("b", PolicyEffect.Deny);
        var watched = Says("a", PolicyEffect.Deny) with { Watches = true };
        Assert.Equal(
            "policy.denied | The policy b denies this: b says so. | Do what the policy asks for, then call again; calling again as it is changes nothing.",
            Gateway.Said((await Judged([watched, Says("a", PolicyEffect.LogOnly), denies, Says("c", PolicyEffect.Deny)])).Verdict.Refusal)
        );
        var failed = Says("b", PolicyEffect.LogOnly) with { Failure = "No such field." };
        Assert.Equal(
            "policy.failed | The policy b gave no answer for this call: No such field. | Ask who looks after the policies to correct it; a policy without an answer denies.",
            Gateway.Said(
                (await Judged([failed with { Policy = "a", Watches = true }, Says("a", PolicyEffect.LogOnly), failed])).Verdict.Refusal
            )
        );
        Assert.Equal("policy", new PolicyGuard(_gate.Memory).Name);
    }

    [Fact]
    public async Task Every_policy_that_asks_for_a_person_is_named_in_its_own_words()
    {
        var (_, passage) = await Judged([
            Says("a", PolicyEffect.LogOnly),
            Says("b", PolicyEffect.RequireApproval),
            Says("c", PolicyEffect.RequireApproval) with
            {
                Watches = true,
            },
            Says("d", PolicyEffect.RequireApproval),
        ]);
        Assert.Equal(
            ["policy policy.b b says so.", "policy policy.d d says so."],
            passage.Holds.Select(h => $"{h.Guard} {h.Code} {h.Why}")
        );
    }

    [Fact]
    public async Task What_policies_knew_of_a_plan_is_kept_and_of_a_read_only_what_they_said()
    {
        _gate.Memory.Policies.Say = _ => Asked([]);
        var guard = new PolicyGuard(_gate.Memory);
        var write = _gate.Planned(new Plan().Insert(Kinds.Account, "acc_1", ("name", "Acme")));
        Assert.True((await guard.JudgePlan(write, default)).Passes);
        Assert.Equal((2, true, 2), (write.Basis.Policy!.Asked, write.Basis.Policy.Plans, write.Basis.Policy.Facts));
        Assert.Equal(["2 asked, set 000000000000, 2 facts 111111111111"], write.Notes.Select(n => n.Said));
        Assert.Equal("policy", write.Notes[0].Guard);
        var read = _gate.Planned(Plan.Empty);
        Assert.True((await guard.JudgePlan(read, default)).Passes);
        Assert.Null(read.Basis.Policy);
        Assert.Equal(2, read.Judgement!.Asked);
    }

    [Fact]
    public async Task Whoever_wants_everything_to_stop_asks_no_policy()
    {
        _gate.Memory.Policies.Say = _ => throw new InvalidOperationException("asked");
        var off = _gate.Planned(new Plan().Update(Nouns.Of("organisation"), "org_1", 1, ("outbound", "on", "off")));
        Assert.True((await new PolicyGuard(_gate.Memory).JudgePlan(off, default)).Passes);
        Assert.Null(off.Judgement);
    }

    private static Ruling Says(string name, PolicyEffect effect) => new(name, new string('2', 64), effect, $"{name} says so.");

    private static Judgement Asked(Ruling[] rulings, int asked = 2) =>
        new()
        {
            Rulings = rulings,
            Asked = asked,
            Set = new('0', 64),
            Facts = 2,
            FactsHash = new('1', 64),
        };

    private async Task<(Verdict Verdict, Passage Passage)> Judged(Ruling[] rulings)
    {
        _gate.Memory.Policies.Say = _ => Asked(rulings, rulings.Length);
        var passage = _gate.Passage("contact.get");
        passage.Decision = new(new object(), Plan.Empty);
        return (await new PolicyGuard(_gate.Memory).JudgePlan(passage, default), passage);
    }
}
