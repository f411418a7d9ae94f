using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests.Limits;

public sealed class LimitTests
{
    private static readonly Limit Hourly = new("per_hour", TimeSpan.FromHours(1), 1);
    private static readonly Limit OfRun = new("per_run", TimeSpan.Zero, 1, Per.Run);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-03-04T{time}Z");

    [Theory]
    [InlineData("12:00:00", "12:00:00")]
    [InlineData("12:00:59.999", "12:00:00")]
    [InlineData("12:01:00", "12:01:00")]
    public void A_window_has_sixty_buckets(string at, string bucket) =>
        Assert.Equal(At(bucket).ToUnixTimeMilliseconds(), Hourly.BucketAt(At(at)));

    [Fact]
    public void A_bucket_ends_where_the_next_begins_and_leaves_every_window_one_window_later()
    {
        Assert.Equal(At("12:01:00"), Hourly.BucketEnds(At("12:00:00")));
        Assert.Equal(At("12:01:00"), Hourly.BucketEnds(At("12:00:59.999")));
        Assert.Equal(At("13:01:00"), Hourly.FreeAfter(At("12:00:30")));
    }

    [Fact]
    public void A_run_has_one_bucket_that_never_ends_and_is_forgotten_after_a_week()
    {
        Assert.Equal(0, OfRun.BucketAt(At("12:00:30")));
        Assert.Equal(DateTimeOffset.MaxValue, OfRun.BucketEnds(At("12:00:30")));
        Assert.Equal(At("12:00:30").AddDays(7), OfRun.FreeAfter(At("12:00:30")));
    }
}
