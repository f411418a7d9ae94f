using Headgate.Features;

namespace Headgate.Tests.Catalogue;

/// <summary>Nothing that goes in or comes out is without a class.</summary>
public sealed class ClassesTests
{
    [Fact]
    public void Every_value_of_every_action_has_a_class() => Assert.Empty(Classes.Wrong(Actions.Catalogue().All));
}
