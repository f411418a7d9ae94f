using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class TaintFactsTests
{
    [Fact]
    public async Task Without_a_store_no_run_has_read_anything()
    {
        TaintFacts facts = new();
        var call = new Gateway().Call("test.run");
        Assert.Equal(default, facts.Known(call));
        Assert.Equal(default, await facts.Of(call, default));
        Assert.Empty(await facts.Origins("org_1", ["con_1"], default));
    }
}
