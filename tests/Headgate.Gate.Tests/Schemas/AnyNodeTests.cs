using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class AnyNodeTests
{
    [Fact]
    public void Anything_passes_and_nothing_is_written()
    {
        Assert.Equal("passes", new AnyNode().Says("{\"a\":[1]}"));
        Assert.Equal("any value", new AnyNode().Expected);
        Assert.Equal("{}", new AnyNode().Written());
    }
}
