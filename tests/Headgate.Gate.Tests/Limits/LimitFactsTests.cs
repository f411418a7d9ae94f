using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Limits;

public sealed class LimitFactsTests
{
    private readonly LimitFacts _facts = new();

    [Fact]
    public async Task Without_a_store_nothing_is_taken_and_every_domain_is_new()
    {
        await using var look = await _facts.Look("org_1", default);
        var known = await look.Know(["con_1"], ["opp_1"], ["a.example", "b.example"]);
        Assert.Empty(known.Records);
        Assert.Equal(2, known.NewDomains);
        Charge charge = new(LimitList.Domains, "c", 20, 99);
        Assert.Equal([default, default], await look.Levels([charge, charge], Gateway.Noon));
        Assert.Null(await look.Free(charge, Gateway.Noon));
        Assert.Null(await _facts.Take("org_1", [charge], Gateway.Noon));
    }

    [Fact]
    public void Who_knows_nothing_knows_of_no_record_and_no_domain()
    {
        Assert.Empty(Known.Nothing.Records);
        Assert.Equal(0, Known.Nothing.NewDomains);
    }
}
