using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests.Limits;

public sealed class LimitRulesTests
{
    private static LimitRules Setting(string name, long? most) => new() { Set = new Dictionary<string, long?> { [name] = most } };

    private static string Most(LimitRules rules) =>
        string.Join(' ', LimitList.Creates.Select(l => rules.MostOf(l)?.ToString() ?? "unlimited"));

    [Fact]
    public void What_nobody_set_stands_as_in_the_golden_set_and_what_was_lifted_is_lifted()
    {
        Assert.Equal("5 20 50 unlimited", Most(new()));
        Assert.Equal("5 7 50 unlimited", Most(Setting("creates_per_hour", 7)));
        Assert.Equal("5 unlimited 50 unlimited", Most(Setting("creates_per_hour", null)));
        Assert.Equal("5 20 50 9", Most(Setting("creates_per_run", 9)));
    }

    [Fact]
    public void No_limit_at_all_is_none_of_any() => Assert.All(LimitList.All, l => Assert.Null(LimitRules.None.MostOf(l)));

    [Fact]
    public void At_most_narrows_what_was_set_and_widens_nothing()
    {
        Assert.Equal("3 20 50 unlimited", Most(new LimitRules().AtMost(("creates_per_minute", 3))));
        Assert.Equal("5 20 50 unlimited", Most(new LimitRules().AtMost(("creates_per_minute", 9))));
        Assert.Equal("5 7 50 4", Most(Setting("creates_per_hour", 7).AtMost(("creates_per_hour", 9), ("creates_per_run", 4))));
        Assert.Equal("5 9 50 unlimited", Most(Setting("creates_per_hour", null).AtMost(("creates_per_hour", 9))));
    }

    [Fact]
    public void At_most_leaves_the_rules_that_it_was_made_from()
    {
        var rules = Setting("creates_per_hour", 7) with { OrganisationTimes = 3 };
        Assert.Equal(3, rules.AtMost(("creates_per_hour", 1)).Times);
        Assert.Equal("5 7 50 unlimited", Most(rules));
    }

    [Fact]
    public void A_limit_that_is_not_in_the_list_cannot_be_narrowed() =>
        Assert.Throws<InvalidOperationException>(() => new LimitRules().AtMost(("smiles_per_day", 1)));

    [Theory]
    [InlineData(null, 10)]
    [InlineData(3L, 3)]
    [InlineData(1L, 1)]
    [InlineData(0L, 1)]
    [InlineData(-4L, 1)]
    public void All_agents_together_have_ten_times_as_much_or_what_was_set_but_never_less_than_one(long? set, long times) =>
        Assert.Equal(times, new LimitRules { OrganisationTimes = set }.Times);
}
