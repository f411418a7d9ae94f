using Headgate.Doors.OAuth;
using Headgate.Features;
using Headgate.Gate.Schemas;

namespace Headgate.Tests.OAuth;

/// <summary>There is one list of the addresses that tokens are made for.</summary>
public sealed class ResourceTests
{
    [Fact]
    public void What_may_be_registered_is_what_is_served()
    {
        var said = (TextNode)Actions.Catalogue().Find("clients.register")!.Takes.Properties.Single(p => p.Name == "resource").Node;
        Assert.Equal(ProtectedResource.All.Select(r => r.Path), said.OneOf);
    }
}
