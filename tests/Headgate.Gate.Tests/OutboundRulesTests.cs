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
    public void Outbound_goes_off_at_a_share_of_enough_messages(long total, long bounced, long failed, long duplicate, string? reason) =>
        Assert.Equal(reason, Golden.Trips("email", new(total, bounced, failed, duplicate)));

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
