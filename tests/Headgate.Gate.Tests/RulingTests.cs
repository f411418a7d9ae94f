namespace Headgate.Gate.Tests;

public sealed class RulingTests
{
    [Theory]
    [InlineData(PolicyEffect.Allow, "allow")]
    [InlineData(PolicyEffect.LogOnly, "log_only")]
    [InlineData(PolicyEffect.Mask, "mask")]
    [InlineData(PolicyEffect.RequireApproval, "require_approval")]
    [InlineData(PolicyEffect.Deny, "deny")]
    public void An_effect_is_told_as_it_is_written_unless_the_rule_gave_no_answer(PolicyEffect effect, string word)
    {
        Ruling ruling = new("p", "h", effect, "Why.");
        Assert.Equal((word, word), (ruling.Word, Ruling.WordOf(effect)));
        Assert.Equal("failed", (ruling with { Failure = "too deep" }).Word);
    }

    [Fact]
    public void A_ruling_masks_nothing_and_does_more_than_watch_unless_it_says_so()
    {
        Ruling ruling = new("p", "h", PolicyEffect.Mask, "Why.");
        Assert.False(ruling.Watches);
        Assert.Empty(ruling.Masks);
    }
}
