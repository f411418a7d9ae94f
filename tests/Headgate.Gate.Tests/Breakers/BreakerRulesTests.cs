using Headgate.Gate.Breakers;

namespace Headgate.Gate.Tests.Breakers;

public sealed class BreakerRulesTests
{
    [Fact]
    public void What_nobody_set_has_its_usual_value()
    {
        BreakerRules golden = new();
        Assert.Equal((50, 10), (golden.PercentNow, golden.CallsNow));
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)), (golden.WindowNow, golden.WaitNow));
    }

    [Theory]
    [InlineData(0, 1, 1, 10, 1)]
    [InlineData(7, 7, 7, 10, 7)]
    [InlineData(100, 100, 100, 100, 100)]
    [InlineData(101, 100, 101, 101, 101)]
    [InlineData(5_000, 100, 5_000, 300, 3_600)]
    public void What_was_set_holds_within_its_bounds(int set, int percent, int calls, int window, int wait)
    {
        BreakerRules rules = new()
        {
            Percent = set,
            Calls = set,
            Window = set,
            Wait = set,
        };
        Assert.Equal((percent, calls), (rules.PercentNow, rules.CallsNow));
        Assert.Equal((TimeSpan.FromSeconds(window), TimeSpan.FromSeconds(wait)), (rules.WindowNow, rules.WaitNow));
    }
}
