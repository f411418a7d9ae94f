using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class NameTests
{
    [Theory]
    [InlineData("Zoë  Müller-Łukasz", "zoe muller lukasz")]
    [InlineData("Владимир Щукин", "vladimir schukin")]
    [InlineData("Γιώργος", "giorgos")]
    [InlineData("O’Neil & Søn", "oneil son")]
    [InlineData("Straße", "strasse")]
    [InlineData("...", "")]
    [InlineData(null, "")]
    public void A_text_becomes_small_Latin_words(string? text, string expected) => Assert.Equal(expected, Latin.Of(text));

    [Theory]
    [InlineData("Dr. Anna von der Heide", "anna", "heide")]
    [InlineData("Müller, Hans", "hans", "muller")]
    [InlineData("Mr John Q. Smith Jr.", "john", "smith")]
    [InlineData("Cher", "cher", "")]
    [InlineData("Sample 12", "sample", "")]
    [InlineData("", "", "")]
    public void A_name_is_taken_apart(string name, string given, string family)
    {
        var taken = PersonName.Of(name, null, null);
        Assert.Equal((given, family), (taken.Given, taken.Family));
    }

    [Theory]
    [InlineData("bob", "robert", true)]
    [InlineData("bill", "william", true)]
    [InlineData("sasha", "aleksandr", true)]
    [InlineData("robert", "roberta", false)]
    public void Short_forms_are_known(string a, string b, bool expected) => Assert.Equal(expected, Nicknames.AreOne(a, b));

    [Theory]
    [InlineData("Northwind Traders, Inc.", "The NORTHWIND Traders", 1)]
    [InlineData("Société Générale S.A.", "Societe Generale SA", 1)]
    [InlineData("Marks & Spencer plc", "Marks and Spencer", 1)]
    [InlineData("Газпром ООО", "Gazprom OOO", 1)]
    [InlineData("Siemens AG", "Siemens GmbH", 2)]
    [InlineData("Microsoft", "Micorsoft Corporation", 2)]
    [InlineData("Acme Group", "ACME", 2)]
    [InlineData("International Business Machines", "IBM", 2)]
    [InlineData("Delta Air Lines", "Delta Dental", 3)]
    [InlineData("Bank of America", "Bank of Montreal", 3)]
    [InlineData("Studio 54", "Studio 55", 3)]
    [InlineData("Acme", null, 0)]
    public void Companies_are_the_same_nearly_so_or_others(string a, string? b, int expected)
    {
        Assert.Equal(expected, CompanyName.Find(CompanyName.Of(a), CompanyName.Of(b)));
        Assert.Equal(expected, CompanyName.Find(CompanyName.Of(b), CompanyName.Of(a)));
    }

    [Theory]
    [InlineData("+49 (0)30 1234567", null, "+49301234567")]
    [InlineData("0049 30 1234567", null, "+49301234567")]
    [InlineData("030 1234567", "Germany", "+49301234567")]
    [InlineData("(415) 555-0100", "US", "+14155550100")]
    [InlineData("1-415-555-0100 ext 7", "us", "+14155550100")]
    [InlineData("06 1234567", "it", "+39061234567")]
    [InlineData("030 1234567", null, "301234567")]
    [InlineData("12", null, null)]
    [InlineData(null, null, null)]
    public void A_phone_number_has_one_form(string? given, string? country, string? expected) =>
        Assert.Equal(expected, PhoneForm.Of(given, country));

    [Theory]
    [InlineData("J.Smith+crm@GoogleMail.com", "jsmith", "gmail.com")]
    [InlineData("j.smith+crm@acme.com", "j.smith+crm", "acme.com")]
    [InlineData("a.b+c@outlook.com", "a.b", "outlook.com")]
    public void Dots_and_plus_count_as_the_provider_has_it(string address, string local, string domain) =>
        Assert.Equal(new Mailbox(local, domain), Mailbox.Of(address));
}
