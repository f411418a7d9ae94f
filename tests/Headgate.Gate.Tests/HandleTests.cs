namespace Headgate.Gate.Tests;

public sealed class HandleTests
{
    private static string Long(int record) => $"{{{{a:{new string('1', record)}.b}}}}";

    [Fact]
    public void It_is_written_as_kind_record_and_field()
    {
        Assert.Equal("{{contact:con_1.email}}", Handle.Of("contact.email", "con_1"));
        Assert.Equal("{{contact:con_1.email}}", new Handle("contact", "con_1", "email").ToString());
        Assert.Equal("{{contact:.email}}", Handle.Of("contact.email", null));
    }

    [Theory]
    [InlineData("{{a:1.b}}", "a", "1", "b")]
    [InlineData("{{a:x.y.b}}", "a", "x.y", "b")]
    [InlineData("{{a:1:2.b}}", "a", "1:2", "b")]
    [InlineData("{{a_b-2:1.c_d-3}}", "a_b-2", "1", "c_d-3")]
    [InlineData("\t{{ a:1.b }}\n", "a", "1", "b")]
    public void The_shortest_and_the_oddest_are_read(string text, string kind, string record, string field)
    {
        Assert.True(Handle.TryRead(text, out var handle));
        Assert.Equal(new Handle(kind, record, field), handle);
    }

    [Theory]
    [InlineData("{{a.b}}")]
    [InlineData("{{ab:.c}}")]
    [InlineData("{{:ab.c}}")]
    [InlineData("{{ab:c.}}")]
    [InlineData("{{abc:d}}")]
    [InlineData("{{a.b:c}}")]
    [InlineData("{a:12.bc}}")]
    [InlineData("{{a:12.bc}")]
    [InlineData("(a:12.bc)}")]
    [InlineData("{{a:12.bc))")]
    [InlineData("[[a:12.bc}}")]
    [InlineData("{{A:12.b}}")]
    [InlineData("{{a:12.B}}")]
    [InlineData("{{ä:12.b}}")]
    [InlineData("{{a b:1.c}}")]
    [InlineData("{{a:1\t2.b}}")]
    [InlineData("{{a:1\r2.b}}")]
    [InlineData("{{a:1\n2.b}}")]
    [InlineData("{{a:1 2.b}}")]
    [InlineData("{{a:{.b}}")]
    [InlineData("{{a:}.b}}")]
    [InlineData("{{a:1}.b}}")]
    [InlineData("{{a:{1.b}}")]
    public void Anything_else_is_none(string text)
    {
        Assert.False(Handle.TryRead(text, out var handle));
        Assert.Null(handle);
    }

    [Fact]
    public void It_has_at_most_120_characters()
    {
        Assert.Equal(120, Long(112).Length);
        Assert.True(Handle.TryRead(Long(112), out _));
        Assert.False(Handle.TryRead(Long(113), out _));
    }

    [Theory]
    [InlineData("{{a:1.b}}", true)]
    [InlineData("Write to {{a:1.b}}, please", true)]
    [InlineData("{{no}} but {{a:1.b}}", true)]
    [InlineData("{{{a:1.b}}", true)]
    [InlineData("{{ {{a:1.b}}", true)]
    [InlineData("}} {{a:1.b}}", true)]
    [InlineData("{{no}} and {{neither}}", false)]
    [InlineData("{{a:1.b", false)]
    [InlineData("}} {{a:1.b", false)]
    [InlineData("a:1.b}}", false)]
    [InlineData("", false)]
    public void One_is_found_anywhere_in_a_text(string text, bool isIn) => Assert.Equal(isIn, Handle.IsIn(text));
}
