using Headgate.Features;
using Headgate.Features.Undoing;

namespace Headgate.Tests.Undoing;

/// <summary>Nobody makes a new kind of record without saying whether undo takes it back.</summary>
public sealed class KindsTests
{
    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.3")]
    public void Every_kind_is_decided_and_the_product_starts()
    {
        Assert.Empty(Kinds.Undecided());
        Assert.NotEmpty(Actions.Catalogue().All);
    }

    [Fact]
    public void A_new_kind_is_undecided_until_somebody_says() =>
        Assert.Equal(["shipment"], Kinds.Undecided(["account", "shipment", "message"]));
}
