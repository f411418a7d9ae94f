using System.Text;

namespace Headgate.Gate.Tests;

public sealed class OutsideTests
{
    private static string In(string answer) => string.Join(", ", Outside.In(Encoding.UTF8.GetBytes(answer)));

    [Theory]
    [InlineData("""{"id":"con_1","untrusted":true}""", true)]
    [InlineData("""{"untrusted":true}""", true)]
    [InlineData("""{"id":"con_1","untrusted":false}""", false)]
    [InlineData("""{"id":"con_1","name":"\"untrusted\":true"}""", false)]
    [InlineData("\"untrusted\":true", true)]
    [InlineData("{}", false)]
    public void An_answer_says_whether_it_shows_text_from_outside(string answer, bool outside) =>
        Assert.Equal(outside, Outside.IsIn(Encoding.UTF8.GetBytes(answer)));

    [Theory]
    [InlineData("""{"id":"con_1","name":"a"}""", "")]
    [InlineData("", "")]
    [InlineData("""{"id":"con_1","untrusted":true}""", "con_1")]
    [InlineData("""{"untrusted":true,"id":"con_1"}""", "con_1")]
    // Every record once, however deep it stands.
    [InlineData(
        """{"items":[{"id":"con_1","untrusted":true},{"id":"con_2"},[{"id":"con_3","untrusted":true}],{"id":"con_1","untrusted":true}]}""",
        "con_1, con_3"
    )]
    // A part without an id is its record's.
    [InlineData("""{"id":"con_1","notes":{"text":"x","untrusted":true}}""", "con_1")]
    [InlineData("""{"id":"con_1","notes":[{"text":"x","untrusted":true}]}""", "con_1")]
    [InlineData("""{"id":"con_1","note":{"id":"not_1","untrusted":true}}""", "not_1")]
    // An id that is no text is none.
    [InlineData("""{"id":"con_1","note":{"id":7,"untrusted":true}}""", "con_1")]
    // The mark is a yes, and not what else has its name or its value.
    [InlineData("""{"id":"con_1","untrusted":true,"note":{"id":"not_1","untrusted":false,"vip":true}}""", "con_1")]
    public void The_records_whose_text_is_from_outside_are_named(string answer, string records) => Assert.Equal(records, In(answer));

    [Fact]
    public void Text_of_no_record_is_an_empty_word() => Assert.Equal([""], Outside.In("""{"text":"x","untrusted":true}"""u8.ToArray()));

    [Theory]
    [InlineData(50, 50)]
    [InlineData(51, 50)]
    public void At_most_fifty_are_named(int there, int named)
    {
        var items = string.Join(',', Enumerable.Range(1, there).Select(i => $$"""{"id":"con_{{i}}","untrusted":true}"""));
        Assert.Equal(named, Outside.In(Encoding.UTF8.GetBytes($$"""{"items":[{{items}}]}""")).Count);
    }
}
