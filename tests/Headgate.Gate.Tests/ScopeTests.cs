namespace Headgate.Gate.Tests;

public sealed class ScopeTests
{
    [Fact]
    public void Scopes_are_told_by_their_wire_names_in_one_order()
    {
        Assert.Equal("mcp:read mcp:write mcp:comms mcp:admin", Scope.All.Text());
        Assert.Equal("mcp:read mcp:comms", (Scope.Comms | Scope.Read).Text());
        Assert.Equal("", Scope.None.Text());
    }

    [Theory]
    [InlineData("mcp:read", Scope.Read)]
    [InlineData("mcp:admin, mcp:read", Scope.Read | Scope.Admin)]
    [InlineData("mcp:write,mcp:comms", Scope.Write | Scope.Comms)]
    [InlineData("", Scope.None)]
    [InlineData("  mcp:read   mcp:read ", Scope.Read)]
    public void Scopes_are_read_from_names_with_spaces_or_commas(string text, Scope scopes)
    {
        Assert.True(Scopes.TryParse(text, out var read, out var unknown));
        Assert.Equal((scopes, ""), (read, unknown));
    }

    [Fact]
    public void An_unknown_scope_is_named()
    {
        Assert.False(Scopes.TryParse("mcp:read mcp:fly mcp:swim", out _, out var unknown));
        Assert.Equal("mcp:fly", unknown);
    }
}
