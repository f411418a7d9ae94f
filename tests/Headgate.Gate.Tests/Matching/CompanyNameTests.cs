using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class CompanyNameTests
{
    [Theory]
    [InlineData("Acme & Co", "acme", 1)]
    [InlineData("A+B Data", "a b data", 0)]
    [InlineData("A&B Data", "a b data", 0)]
    [InlineData("G.m.b.H. Kern", "kern", 1)]
    [InlineData("A. O. Smith", "ao smith", 0)]
    [InlineData("Smith Q O", "smith qo", 0)]
    [InlineData("I.B.M.", "ibm", 0)]
    [InlineData("SA Global", "sa global", 0)]
    [InlineData("PLC Global", "global", 1)]
    [InlineData("Inc", "inc", 0)]
    [InlineData("Inc Ltd", "inc ltd", 0)]
    [InlineData("Kern GmbH KG", "kern", 2)]
    [InlineData("The Intl Tech und Kern", "international technologies kern", 0)]
    [InlineData("Kern u. Sohn", "kern sohn", 0)]
    [InlineData("", "", 0)]
    [InlineData(
        "one two three four five six seven eight nine ten eleven twelve",
        "one two three four five six seven eight nine ten eleven twelve",
        0
    )]
    [InlineData(
        "one two three four five six seven eight nine ten eleven twelve more",
        "one two three four five six seven eight nine ten eleven twelve",
        0
    )]
    public void A_name_is_its_words_without_legal_forms_and_articles(string text, string words, int forms)
    {
        var name = CompanyName.Of(text);
        Assert.Equal(words, string.Join(' ', name.Tokens));
        Assert.Equal(forms, name.Forms.Count);
    }

    [Fact]
    public void Without_a_text_there_is_no_name()
    {
        var none = CompanyName.Of(null);
        Assert.Null(none.Tokens);
        Assert.Equal(("", ""), (none.Whole, none.Key));
        Assert.Equal(0, CompanyName.Find(none, none));
        Assert.Equal(0, CompanyName.Find(CompanyName.Of("Acme"), CompanyName.Of("...")));
        Assert.Equal(0, CompanyName.Find(CompanyName.Of("..."), CompanyName.Of("Acme")));
    }

    [Theory]
    [InlineData("Bank of America", "bnk", "bankofamerica")]
    [InlineData("Group Zeppelin Bank", "spln", "groupzeppelinbank")]
    [InlineData("Ab Zeppelin", "spln", "abzeppelin")]
    [InlineData("Abc Zeppelin", "abk", "abczeppelin")]
    [InlineData("Group", "grp", "group")]
    public void Candidates_are_found_by_the_sound_of_the_first_telling_word(string text, string key, string whole)
    {
        var name = CompanyName.Of(text);
        Assert.Equal((key, whole), (name.Key, name.Whole));
    }

    [Fact]
    public void Initials_are_of_several_words()
    {
        Assert.Equal("ibm", CompanyName.Of("International Business Machines").Initials);
        Assert.Equal("ge", CompanyName.Of("General Electric").Initials);
        Assert.Null(CompanyName.Of("Acme").Initials);
    }

    [Theory]
    // Legal forms of one line are spellings of one; where one name has none, nothing is known against it.
    [InlineData("Acme Inc", "Acme Corporation", 1)]
    [InlineData("Acme Inc GmbH", "Acme GmbH", 1)]
    [InlineData("Acme Inc", "Acme Ltd", 2)]
    [InlineData("Acme", "Acme Ltd", 1)]
    [InlineData("Studio 54 Room 2", "Room 2 Studio 54", 2)]
    [InlineData("Studio 54", "Studio", 3)]
    // One name is the other and a word that tells little.
    [InlineData("Acme Group", "Acme Holdings", 3)]
    [InlineData("Acme Beta", "Acme Group International", 3)]
    [InlineData("Acme Group International", "Acme", 2)]
    [InlineData("Acme Group International", "Acne Services", 2)]
    [InlineData("Acme Group International", "Globex Services", 3)]
    [InlineData("Acmes", "Acme Group International", 2)]
    [InlineData("Group", "Groups of", 3)]
    [InlineData("Acme Beta", "Acme Gamma Group", 3)]
    [InlineData("Acme Beta", "Acme Beta Group International Holdings", 2)]
    [InlineData("Abc", "Abc Group International", 2)]
    [InlineData("Studio X2", "Studio X3", 3)]
    // Two words of weight, one of them misspelt, and a light one in common: 0.86 is just enough.
    [InlineData("Acme Zeppelin Group International", "Acme Zepelin Group Holdings", 2)]
    // Initials are a name from three letters on.
    [InlineData("GE", "General Electric", 3)]
    [InlineData("ABC", "Alpha Beta Corridor", 2)]
    [InlineData("ABC", "Alpha Beta", 3)]
    [InlineData("ABC Delta", "Alpha Beta Corridor", 3)]
    [InlineData("Alpha Beta Gamma Delta", "Delta Gamma Beta Alpha", 2)]
    public void Names_are_compared_by_what_tells_them_from_others(string a, string b, int expected)
    {
        Assert.Equal(expected, CompanyName.Find(CompanyName.Of(a), CompanyName.Of(b)));
        Assert.Equal(expected, CompanyName.Find(CompanyName.Of(b), CompanyName.Of(a)));
    }
}
