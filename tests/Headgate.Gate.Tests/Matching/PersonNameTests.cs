using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Ludwig van Beethoven", "ludwig", "beethoven", "")]
    [InlineData("van Gogh", "van", "gogh", "")]
    [InlineData("Maria de la", "maria", "la", "")]
    [InlineData("Anna Maria Kern", "anna", "kern", "")]
    [InlineData("Agent 007 Bond", "agent", "bond", "007")]
    [InlineData("3 Anna Kern 12", "anna", "", "312")]
    [InlineData("x2 Smith", "x2", "smith", "2")]
    [InlineData("42", "", "", "42")]
    [InlineData("Dr.", "dr", "", "")]
    [InlineData("Herr Dr. Hans Kern MBA", "hans", "kern", "")]
    [InlineData("Müller,", "muller", "", "")]
    [InlineData(",Hans Meier", "hans", "meier", "")]
    [InlineData("van der Berg, Jan Piet", "jan", "berg", "")]
    [InlineData("Kern-Falk, Anna", "anna", "kernfalk", "")]
    [InlineData(null, "", "", "")]
    public void A_whole_name_has_a_given_and_a_family_name_and_numbers(string? name, string given, string family, string numbers) =>
        Assert.Equal(new PersonName(given, family, numbers), PersonName.Of(name, null, null));

    [Theory]
    [InlineData("Anna", "von Kern", "anna", "kern")]
    [InlineData("Anna", null, "anna", "")]
    [InlineData(null, "Kern", "", "kern")]
    [InlineData("Anna Maria", "Kern Falk", "anna", "kernfalk")]
    [InlineData("Anna", "Dr.", "anna", "dr")]
    public void Parts_that_are_known_win_over_the_whole(string? first, string? last, string given, string family) =>
        Assert.Equal(new PersonName(given, family, ""), PersonName.Of("Otto Falk", first, last));

    [Fact]
    public void A_name_can_be_turned_round_and_shown()
    {
        PersonName name = new("anna", "kern", "7");
        Assert.Equal(new("kern", "anna", "7"), name.Turned());
        Assert.Equal("PersonName { Given = anna, Family = kern, Numbers = 7 }", name.ToString());
    }
}
