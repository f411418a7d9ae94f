using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests.Limits;

public sealed class ChargeTests
{
    private static readonly Charge Charge = new(LimitList.Domains, "new_domains_per_day/agt_1", 20, 3);

    [Fact]
    public void A_ceiling_over_all_agents_is_told_by_another_name()
    {
        Assert.Equal("new_domains_per_day", Charge.Name);
        Assert.Equal("org_new_domains_per_day", (Charge with { OfOrganisation = true }).Name);
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, false)]
    [InlineData(18, true)]
    [InlineData(25, true)]
    public void It_exceeds_its_limit_when_it_takes_more_than_is_left(long used, bool exceeds) =>
        Assert.Equal(exceeds, Charge.Exceeds(new(used, null)));

    [Fact]
    public void Taking_nothing_exceeds_only_what_is_overdrawn()
    {
        Assert.False((Charge with { Amount = 0 }).Exceeds(new(20, null)));
        Assert.True((Charge with { Amount = 0 }).Exceeds(new(21, null)));
    }
}
