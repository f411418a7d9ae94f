using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Limits;

public sealed class LimitHitTests
{
    private static readonly Charge Charge = new(LimitList.Rows[0], "rows_per_day/agt_1", 20_000, 1_500);

    [Fact]
    public void A_call_that_would_find_room_later_is_told_when()
    {
        var refusal = new LimitHit(Charge, 19_000, Gateway.Noon.AddSeconds(90)).Refusal(Gateway.Noon);
        Assert.Equal(
            "limits.rows_per_day | rows_per_day is 20,000; 19,000 are used and this call takes 1,500. | Nothing was done. Wait 90 seconds and call again, or ask a person to raise the limit.",
            Gateway.Said(refusal)
        );
        Assert.Equal((90L, "rows_per_day", 19_000L, 20_000L), (refusal.RetryAfter, refusal.Limit, refusal.Used, refusal.Most));
    }

    [Fact]
    public void A_call_that_alone_takes_more_than_the_limit_is_told_to_split()
    {
        var refusal = new LimitHit(Charge with { OfOrganisation = true }, 0, null).Refusal(Gateway.Noon);
        Assert.Equal(
            "limits.org_rows_per_day | org_rows_per_day is 20,000; 0 are used and this call takes 1,500. | Split the call into smaller ones, or ask a person to raise the limit.",
            Gateway.Said(refusal)
        );
        Assert.Equal((null, "org_rows_per_day"), (refusal.RetryAfter, refusal.Limit));
    }

    [Theory]
    [InlineData(1_001, 2)]
    [InlineData(1_000, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(-5_000, 1)]
    public void A_wait_is_told_in_whole_seconds_rounded_up_and_at_least_one(int milliseconds, long seconds) =>
        Assert.Equal(seconds, new LimitHit(Charge, 0, Gateway.Noon.AddMilliseconds(milliseconds)).Refusal(Gateway.Noon).RetryAfter);
}
