using Headgate.Gate.Grounds;

namespace Headgate.Gate.Tests.Grounds;

public sealed class PolicyGroundTests
{
    private const string Long = "0123456789abcdef";

    [Fact]
    public void Where_nothing_was_said_of_nothing_there_is_no_ground()
    {
        Assert.Null(PolicyGround.Of(Judgement.None, plans: true));
        Assert.Null(PolicyGround.Of(new() { Asked = 2 }, plans: false));
        var asked = PolicyGround.Of(
            new()
            {
                Asked = 2,
                Set = "s",
                FactsHash = "f",
            },
            plans: true
        );
        Assert.Equal(
            new PolicyGround
            {
                Asked = 2,
                Set = "s",
                Plans = true,
            },
            asked
        );
    }

    [Fact]
    public void A_ruling_is_one_line()
    {
        Judgement judgement = new()
        {
            Asked = 2,
            Facts = 3,
            FactsHash = "f",
            Set = "s",
            Rulings = [new("a", Long, PolicyEffect.Deny, ""), new("b", "2", PolicyEffect.RequireApproval, "") { Watches = true }],
        };
        var ground = PolicyGround.Of(judgement, plans: false)!;
        Assert.Equal(["a@0123456789ab deny", "b@2 would require_approval"], ground.Rulings);
        Assert.Equal((2, 3, "f", "s", false), (ground.Asked, ground.Facts, ground.FactsSha256, ground.Set, ground.Plans));
        Assert.Equal("a@1 failed", PolicyGround.Line(new("a", "1", PolicyEffect.Deny, "") { Failure = "no answer" }));
    }

    [Fact]
    public void What_was_asked_and_said_is_told_up_to_forty_lines()
    {
        Assert.Empty(new PolicyGround { Rulings = ["a@1 deny"] }.Told());
        Assert.Equal(["1 asked, set s"], new PolicyGround { Asked = 1, Set = "s" }.Told());
        Assert.Equal(
            ["2 asked, set 0123456789ab, 3 facts 0123456789ab", "a@1 deny"],
            new PolicyGround
            {
                Asked = 2,
                Facts = 3,
                FactsSha256 = Long,
                Set = Long,
                Rulings = ["a@1 deny"],
            }.Told()
        );
        Assert.Equal(["1 asked, set , 3 facts "], new PolicyGround { Asked = 1, Facts = 3 }.Told());
        Assert.Equal("p39@1 deny", Many(40).Told().Last());
        Assert.Equal(["p39@1 deny", "and 1 more"], Many(41).Told().TakeLast(2));
        Assert.Equal(42, Many(41).Told().Count());

        static PolicyGround Many(int count) =>
            new() { Asked = count, Rulings = [.. Enumerable.Range(0, count).Select(i => $"p{i}@1 deny")] };
    }

    [Theory]
    [InlineData("a@1 deny", "policy.denied", "")]
    [InlineData("a@1 failed", "policy.failed", "")]
    [InlineData("a@1 would deny", null, "")]
    [InlineData("a@1 require_approval|b@1 require_approval", null, "policy.a policy.b")]
    [InlineData("a@1 require_approval|b@1 allow", null, "")]
    [InlineData("a@1 require_approval|b@1 would allow", null, "policy.a")]
    [InlineData("a@b@1 require_approval", null, "policy.a@b")]
    [InlineData("a@1 nodeny", null, "")]
    [InlineData("nothing that we wrote", null, "")]
    public void Rulings_come_to_a_word_or_to_holds(string rulings, string? word, string holds)
    {
        PolicyGround ground = new() { Asked = 2, Rulings = rulings.Split('|') };
        Assert.Equal(word, ground.OfPlan());
        Assert.Equal(holds, string.Join(' ', ground.Holds()));
    }

    [Fact]
    public void Without_rulings_nothing_is_said()
    {
        PolicyGround ground = new() { Asked = 1 };
        Assert.Null(ground.OfPlan());
        Assert.Empty(ground.Holds());
        Assert.Equal("", ground.Set);
    }
}
