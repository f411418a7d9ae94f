namespace Headgate.Cel.Tests;

/// <summary>Patterns mean what they mean in RE2, or are refused.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("abc", "^abc$", true)]
    [InlineData("abc\n", "^abc$", false)]
    [InlineData("a\nb", "(?m)^a$", true)]
    [InlineData("a\nb", "a.b", false)]
    [InlineData("a\nb", "(?s)a.b", true)]
    [InlineData("ABC", "(?i)abc", true)]
    [InlineData("😀", "^.$", true)]
    [InlineData("😀", "^..$", false)]
    [InlineData("😀😀", "^😀+$", true)]
    [InlineData("٣", @"\d", false)]
    [InlineData("3", @"^\d$", true)]
    [InlineData("é", @"\w", false)]
    [InlineData("é", @"^\W$", true)]
    [InlineData("é", @"^[^\w]$", true)]
    [InlineData("x_1", @"^[\w]+$", true)]
    [InlineData("é", @"^\pL$", true)]
    [InlineData("É", @"^\p{Lu}$", true)]
    [InlineData("a-b", "[[:alpha:]]-[[:alpha:]]", true)]
    [InlineData("[", "[[]", true)]
    [InlineData("]", "[]]", true)]
    [InlineData("b", "[a-z-[b]]", false)]
    [InlineData("1.5", @"^1\.5$", true)]
    [InlineData("a.b*c", @"^\Qa.b*c\E$", true)]
    [InlineData("a{b", "a{b", true)]
    [InlineData("aaa", "^a{2,3}$", true)]
    [InlineData("abab", "^(?P<x>ab){2}$", true)]
    [InlineData("abab", "^(?<x>ab)+?$", true)]
    [InlineData("A", @"^\x41$", true)]
    [InlineData("A", @"^\x{0041}$", true)]
    [InlineData("\U0001F600x", "[^a]x", true)]
    public void A_pattern_matches_as_in_RE2(string text, string pattern, bool matches)
    {
        var rule = new Environment().Variable("text", CelType.String).Variable("pattern", CelType.String);
        var facts = new Activation([("text", Values.Value.Of(text)), ("pattern", Values.Value.Of(pattern))]);
        Assert.Equal(matches, rule.Compile("text.matches(pattern)").Rule!.Evaluate(facts).IsTrue);
        Assert.Equal(!matches, rule.Compile("text.matches(pattern)").Rule!.Evaluate(facts).IsFalse);
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData(@"(a)\1")]
    [InlineData("(?>a)")]
    [InlineData("a*+")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("(a{1000}){1000}")]
    [InlineData("a{1001}")]
    [InlineData(@"\Z")]
    [InlineData(@"\p{IsGreek}")]
    [InlineData("[😀]")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("\\")]
    [InlineData("(?x)a")]
    public void What_RE2_does_not_know_or_the_platform_cannot_is_refused(string pattern) =>
        Assert.Throws<FormatException>(() => Functions.Pattern.Of(pattern));

    // Backtracking would take longer than the world has.
    [Fact]
    public void A_pattern_that_explodes_elsewhere_is_linear()
    {
        var rule = new Environment().Variable("text", CelType.String).Compile("text.matches('^(a+)+$')").Rule!;
        Assert.True(rule.Evaluate(new Activation([("text", Values.Value.Of(new string('a', 50_000) + "b"))])).IsFalse);
    }
}
