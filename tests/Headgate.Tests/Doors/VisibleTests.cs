using Headgate.Doors.Web;

namespace Headgate.Tests.Doors;

/// <summary>What a person approves hides nothing.</summary>
public sealed class VisibleTests
{
    [Theory]
    [InlineData("a\u200Bb", "a<mark>U+200B</mark>b")]
    [InlineData("a\u202Eb", "a<mark>U+202E</mark>b")]
    [InlineData("a\U000E0041b", "a<mark>U+E0041</mark>b")]
    [InlineData("a\uFE0Fb", "a<mark>U+FE0F</mark>b")]
    [InlineData("a\u00A0b", "a<mark>U+00A0</mark>b")]
    [InlineData("a\u001B[0m", "a<mark>U+001B</mark>[0m")]
    [Proves(Frameworks.Aisvs, "9.2.2")]
    [Proves(Frameworks.Agentic, "ASI09")]
    public void A_character_that_nobody_sees_is_shown_by_its_number(string text, string html) => Assert.Equal(html, Visible.Html(text));

    [Theory]
    [InlineData("<b>&", "&lt;b&gt;&amp;")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [Proves(Frameworks.Llm, "LLM10")]
    [Proves(Frameworks.Agentic, "ASI09")]
    public void A_text_stays_a_text_and_its_lines_stay_lines(string text, string html) =>
        Assert.Equal(html, Visible.Html(text).Replace("&#xA;", "\n").Replace("&#x9;", "\t"));
}
