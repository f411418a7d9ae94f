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

    private static Ruling Says(string name, PolicyEffect effect) => new(name, new string('2', 64), effect, $"{name} says so.");

    private async Task<(Verdict Verdict, Passage Passage)> Judged(Ruling[] rulings)
    {
        var passage = _gate.Passage("contact.get");
        passage.Decision = new(new object(), Plan.Empty);
        var guard = new PolicyGuard(new Ruled(rulings));
        return (await guard.JudgePlan(passage, default), passage);
    }

    private sealed class Ruled(Ruling[] rulings) : Memory
    {
        public override PolicyFacts Policies { get; } = new Facts(rulings);

        public override ValueTask<Recalled?> Recall(
            string tenant,
            string actor,
            string key,
            DateTimeOffset now,
            CancellationToken cancel
        ) => default;

        public override ValueTask<string?> HolderOf(string tenant, string kind, string value, CancellationToken cancel) => default;

        public override ValueTask<bool> IsOutboundOn(string tenant, CancellationToken cancel) => new(true);

        public override ValueTask<IDisposable> LeaseSwitch(string tenant, bool exclusive, CancellationToken cancel) =>
            throw new NotSupportedException();
    }

    private sealed class Facts(Ruling[] rulings) : PolicyFacts
    {
        public override ValueTask<Judgement> Judge(Passage passage, CancellationToken cancel) =>
            new(
                new Judgement
                {
                    Rulings = rulings,
                    Asked = rulings.Length,
                    Set = new('0', 64),
                    Facts = 2,
                    FactsHash = new('1', 64),
                }
            );
    }
}
