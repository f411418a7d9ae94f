using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class MatchTests
{
    [Theory]
    [InlineData(500, true, Grade.Same)]
    [InlineData(499, true, Grade.Similar)]
    [InlineData(500, false, Grade.Similar)]
    [InlineData(100, true, Grade.Similar)]
    [InlineData(99, true, Grade.Different)]
    [InlineData(99, false, Grade.Different)]
    public void From_a_weight_on_two_records_are_one_or_perhaps_so(long bits, bool own, Grade grade) =>
        Assert.Equal(grade, Match.GradeOf(bits, own, same: 500, similar: 100));

    [Fact]
    public void A_weight_is_compared_in_hundredths_of_a_bit()
    {
        var match = Match.Of(4.996, own: true, same: 5, similar: 1.5, ["same name"]);
        Assert.Equal(Grade.Same, match.Grade);
        Assert.Equal((500, 500, 150), (match.Hundredths, match.Same, match.Similar));
        Assert.True(match.Own);
        var others = Match.Of(4.994, own: false, same: 5, similar: 5, []);
        Assert.Equal(Grade.Different, others.Grade);
        Assert.Equal(499, others.Hundredths);
        Assert.False(others.Own);
        Assert.True(new Match(Grade.Different, 0, []).Own);
    }

    [Theory]
    [InlineData(0, "0.50: one, other")]
    [InlineData(1, "0.67: one, other")]
    [InlineData(-1, "0.33: one, other")]
    [InlineData(-20, "0.00: one, other")]
    [InlineData(20, "0.99: one, other")]
    public void A_chance_has_two_places_and_is_never_certain(double bits, string shown) =>
        Assert.Equal(shown, new Match(Grade.Similar, bits, ["one", "other"]).Shown);
}
