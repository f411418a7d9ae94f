namespace Headgate.Gate.Tests;

public sealed class JudgementTests
{
    private static Ruling Masks(params string[] masks) => new("a", "1", PolicyEffect.Mask, "") { Masks = masks };

    [Fact]
    public void All_that_acting_policies_mask_is_masked()
    {
        Judgement judgement = new()
        {
            Rulings = [Masks("email", "phone"), Masks(), Masks("phone", "name"), Masks("city") with { Watches = true }],
        };
        Assert.Equal(["email", "name", "phone"], judgement.Masks.Order());
    }

    [Fact]
    public void A_policy_that_only_watches_or_masks_nothing_masks_nothing()
    {
        Assert.Empty(new Judgement { Rulings = [Masks(), Masks("city") with { Watches = true }] }.Masks);
        Judgement none = new();
        Assert.Empty(none.Masks);
        Assert.Equal((0, "", 0, "", null), (none.Asked, none.Set, none.Facts, none.FactsHash, none.Seen));
    }
}
