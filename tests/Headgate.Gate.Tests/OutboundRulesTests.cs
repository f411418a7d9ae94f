namespace Headgate.Gate.Tests;

public sealed class OutboundRulesTests
{
    private static readonly OutboundRules Golden = new();

    [Theory]
    [InlineData(20, 1, 0, 0, "auto: bounce rate 5 % (1 of the last 20 by email), 5 % is the most")]
    [InlineData(20, 0, 4, 0, "auto: error rate 20 % (4 of the last 20 by email), 20 % is the most")]
    [InlineData(20, 0, 0, 2, "auto: duplicate rate 10 % (2 of the last 20 by email), 10 % is the most")]
    [InlineData(19, 19, 0, 0, null)]
    [InlineData(21, 1, 4, 2, null)]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(30, 1, 5, 3, "auto: duplicate rate 10 % (3 of the last 30 by email), 10 % is the most")]
    [InlineData(40, 3, 40, 40, "auto: bounce rate 7.5 % (3 of the last 40 by email), 5 % is the most")]
    [InlineData(30, 1, 7, 30, "auto: error rate 23.3 % (7 of the last 30 by email), 20 % is the most")]
    public void Outbound_goes_off_at_a_share_of_enough_messages(long total, long bounced, long failed, long duplicate, string? reason) =>
        Assert.Equal(reason, Golden.Trips("email", new(total, bounced, failed, duplicate)));

    [Fact]
    public void What_was_set_decides()
    {
        OutboundRules set = new()
        {
            BouncePercent = 50,
            ErrorPercent = 60,
            DuplicatePercent = 70,
            AtLeast = 2,
        };
        Assert.Equal((50, 60, 70, 2), (set.Bounces, set.Errors, set.Duplicates, set.Fewest));
        Assert.Null(set.Trips("sms", new(10, 4, 5, 6)));
        Assert.Equal("auto: bounce rate 50 % (1 of the last 2 by sms), 50 % is the most", set.Trips("sms", new(2, 1, 2, 2)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(90, 90)]
    [InlineData(1_440, 1_440)]
    [InlineData(1_441, 1_440)]
    [InlineData(-1, 1)]
    public void A_time_is_between_a_minute_and_a_day(int set, int minutes)
    {
        OutboundRules rules = new() { Minutes = set, ConfirmMinutes = set };
        Assert.Equal((TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes)), (rules.Window, rules.Confirms));
        Assert.False((rules with { TwoPeople = false }).TakesTwo);
    }

    [Fact]
    public void What_nobody_set_has_its_usual_value()
    {
        Assert.Equal((5, 20, 10, 20), (Golden.Bounces, Golden.Errors, Golden.Duplicates, Golden.Fewest));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(30), false), (Golden.Window, Golden.Confirms, Golden.TakesTwo));
        OutboundRules set = new()
        {
            Minutes = 0,
            ConfirmMinutes = 9_999,
            TwoPeople = true,
        };
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), true), (set.Window, set.Confirms, set.TakesTwo));
    }
}
