namespace Headgate.Gate.Tests;

public sealed class MomentsTests
{
    private static readonly TimeZoneInfo Paris = Moments.Zone("Europe/Paris");

    [Theory]
    [InlineData("2026-11-30", "2026-11-29T23:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-11-30T09:00:00Z", "2026-11-30T09:00:00Z")]
    [InlineData("2026-11-30T09:00Z", "2026-11-30T09:00:00Z")]
    [InlineData("2026-11-30T09:00:00.5Z", "2026-11-30T09:00:00Z")]
    [InlineData("2026-11-30T09:00:00.1234567+05:30", "2026-11-30T03:30:00Z")]
    [InlineData("2026-11-30T09:00:00-08:00", "2026-11-30T17:00:00Z")]
    [InlineData("2026-11-30T09:00:00", "2026-11-30T08:00:00Z")]
    [InlineData("2026-11-30T09:00", "2026-11-30T08:00:00Z")]
    public void An_instant_without_an_offset_is_taken_in_the_zone(string text, string iso)
    {
        Assert.True(Moments.TryParse(text, Paris, out var at));
        Assert.Equal(iso, Moments.Iso(at));
    }

    [Fact]
    public void Fractions_of_a_second_are_kept()
    {
        Assert.True(Moments.TryParse("2026-11-30T09:00:00.25Z", Paris, out var at));
        Assert.Equal(250, at.Millisecond);
        Assert.Equal(TimeSpan.Zero, at.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026-02-30")]
    [InlineData("2026-2-3")]
    [InlineData("30.11.2026")]
    [InlineData("2026-11-30 09:00")]
    [InlineData("2026-11-30T09")]
    [InlineData("2026-11-30T25:00:00Z")]
    [InlineData("2026-11-30T09:00:00+25:00")]
    [InlineData(" 2026-11-30")]
    [InlineData("2026-11-30T09:00:00Zulu")]
    [InlineData("1900-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("1900-12-31T23:59:59")]
    [InlineData("2200-01-01T00:00:00")]
    [InlineData("1900-12-31T23:59:59Z")]
    [InlineData("2200-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("9999-12-31")]
    public void What_is_no_instant_of_our_times_is_refused(string text)
    {
        Assert.False(Moments.TryParse(text, Paris, out var at));
        Assert.True(at == default || at.UtcDateTime.Year is <= 1900 or >= 2200);
    }

    [Theory]
    [InlineData("1901-01-01")]
    [InlineData("2199-12-31")]
    [InlineData("1901-01-01T00:00:00Z")]
    [InlineData("2199-12-31T23:59:59Z")]
    public void The_times_between_1901_and_2199_are_ours(string text) => Assert.True(Moments.TryParse(text, TimeZoneInfo.Utc, out _));

    [Fact]
    public void A_time_that_the_clocks_skip_is_the_first_that_exists_after_it()
    {
        Assert.True(Moments.TryParse("2026-03-29T02:30", Paris, out var at));
        Assert.Equal("2026-03-29T01:00:00Z", Moments.Iso(at));
    }

    [Fact]
    public void A_midnight_that_the_clocks_skip_is_the_first_instant_of_the_day()
    {
        var saoPaulo = Moments.Zone("America/Sao_Paulo");
        Assert.Equal("2018-11-04T03:00:00Z", Moments.Iso(Moments.Midnight(new(2018, 11, 4), saoPaulo)));
        Assert.True(Moments.TryParse("2018-11-04", saoPaulo, out var at));
        Assert.Equal("2018-11-04T03:00:00Z", Moments.Iso(at));
    }

    [Fact]
    public void Midnight_of_a_day_is_the_zones() =>
        Assert.Equal("2026-03-03T23:00:00Z", Moments.Iso(Moments.Midnight(new(2026, 3, 4), Paris)));

    [Fact]
    public void An_unknown_zone_is_utc()
    {
        Assert.Equal(TimeZoneInfo.Utc, Moments.Zone("Mars/Olympus"));
        Assert.Equal(TimeZoneInfo.Utc, Moments.Zone(""));
        Assert.Equal("Europe/Paris", Paris.Id);
    }

    [Fact]
    public void An_instant_is_answered_in_utc() =>
        Assert.Equal("2026-03-04T10:00:00Z", Moments.Iso(new(2026, 3, 4, 12, 0, 0, TimeSpan.FromHours(2))));
}
