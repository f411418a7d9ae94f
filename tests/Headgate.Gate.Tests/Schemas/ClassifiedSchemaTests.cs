using Headgate.Gate.Schemas;

namespace Headgate.Gate.Tests.Schemas;

public sealed class ClassifiedSchemaTests
{
    [Fact]
    public void What_is_left_out_for_some_is_optional_in_an_answer_and_named_instead()
    {
        Assert.Equal("cash?, share?, note, count, shown, hidden?", Names((ObjectNode)SchemaOf.Output(typeof(Sums))));
        Assert.Equal("count", Names((ObjectNode)SchemaOf.Output(typeof(Plain))));
    }

    [Fact]
    public void Going_in_nothing_is_left_out() =>
        Assert.Equal("cash, share, note, count, shown", Names(SchemaOf.Input(typeof(Sums), isWrite: false)));

    [Fact]
    public void Prose_is_known_as_such()
    {
        var node = SchemaOf.Input(typeof(Letter), isWrite: false);
        Assert.Equal([true, false, false], node.Properties.Select(p => ((TextNode)p.Node).IsProse));
    }

    [Fact]
    public void An_answer_to_a_write_also_says_what_is_left_of_the_limits()
    {
        Assert.Equal("count, limits?", Names((ObjectNode)SchemaOf.OutputOfWrite(typeof(Plain))));
        Assert.IsType<TextNode>(SchemaOf.OutputOfWrite(typeof(string)));
    }

    private static string Names(ObjectNode node) => string.Join(", ", node.Properties.Select(p => p.Required ? p.Name : p.Name + "?"));

    private sealed record Sums
    {
        [Class(DataClass.Confidential)]
        public required long Cash { get; init; }

        [Class(DataClass.Confidential)]
        public required double Share { get; init; }

        [Class(DataClass.Confidential)]
        public required string Note { get; init; }

        [Class(DataClass.Internal)]
        public required long Count { get; init; }

        [Class(DataClass.Confidential, Handle = "account.sum")]
        public required long Shown { get; init; }
    }

    private sealed record Plain
    {
        public required long Count { get; init; }
    }

    private sealed record Letter
    {
        [Class(DataClass.Internal, Prose = true)]
        public string? Body { get; init; }

        [Class(DataClass.Internal)]
        public string? Name { get; init; }

        public string? Other { get; init; }
    }
}
