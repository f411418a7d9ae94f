using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests.Limits;

public sealed class LimitListTests
{
    [Fact]
    public void The_golden_set_says_how_much_of_what_in_which_time_and_on_whose_account() =>
        Assert.Equal(
            [
                "creates_per_minute 5 in 00:01:00 per Agent",
                "creates_per_hour 20 in 01:00:00 per Agent",
                "creates_per_day 50 in 1.00:00:00 per Agent",
                "creates_per_run unlimited in 00:00:00 per Run",
                "writes_per_minute 60 in 00:01:00 per Agent",
                "writes_per_day 1000 in 1.00:00:00 per Agent",
                "writes_per_run unlimited in 00:00:00 per Run",
                "updates_per_account_per_day 10 in 1.00:00:00 per Account",
                "emails_per_hour 30 in 01:00:00 per Agent",
                "emails_per_day 200 in 1.00:00:00 per Agent",
                "messages_per_run unlimited in 00:00:00 per Run",
                "sms_per_hour 30 in 01:00:00 per Agent",
                "sms_per_day 200 in 1.00:00:00 per Agent",
                "calls_per_hour 30 in 01:00:00 per Agent",
                "calls_per_day 200 in 1.00:00:00 per Agent",
                "new_domains_per_day 20 in 1.00:00:00 per Agent",
                "rows_per_day 20000 in 1.00:00:00 per Agent",
                "rows_per_run unlimited in 00:00:00 per Run",
                "value_per_day unlimited in 1.00:00:00 per Agent",
            ],
            LimitList.All.Select(l => $"{l.Name} {l.Golden?.ToString() ?? "unlimited"} in {l.Window} per {l.Per}")
        );

    [Theory]
    [InlineData("email", "emails_per_hour emails_per_day messages_per_run")]
    [InlineData("sms", "sms_per_hour sms_per_day messages_per_run")]
    [InlineData("call", "calls_per_hour calls_per_day messages_per_run")]
    [InlineData("pigeon", "calls_per_hour calls_per_day messages_per_run")]
    public void Every_channel_has_limits_and_one_that_nobody_named_those_of_calls(string channel, string limits) =>
        Assert.Equal(limits, string.Join(' ', LimitList.OfChannel(channel).Select(l => l.Name)));
}
