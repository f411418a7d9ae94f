using Headgate.Gate.Matching;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Matching;

public sealed class CompanyTests
{
    [Theory]
    [InlineData("name=Acme", "name=Acme Inc", 350, "same name")]
    [InlineData("name=Acme", "name=Acme Group", 100, "name nearly the same")]
    [InlineData("name=Acme", "name=Globex", -1400, "")]
    [InlineData("city=Rome", "name=Globex", -800, "")]
    [InlineData("name=Acme;phone=+14155550100", "name=Acme;phone=4155550100", 950, "same name, same phone")]
    [InlineData("name=Acme;phone=+14155550100", "name=Acme;phone=4155550199", 350, "same name")]
    [InlineData("name=Acme;phone=+14155550100", "name=Acme", 350, "same name")]
    [InlineData("name=Acme;city=Rome", "name=Acme;city=ROME", 550, "same name, same city")]
    [InlineData("name=Acme;city=Rome", "name=Acme;city=Paris", 310, "same name")]
    [InlineData("name=Acme;city=Rome", "name=Acme", 350, "same name")]
    [InlineData("name=Acme;domain=acme.com", "name=Acme;domain=acme.com", 1150, "same name, same domain")]
    [InlineData("name=Acme;domain=acme.com", "name=Acme;domain=acme.de", 450, "same name, same domain in another country")]
    [InlineData("name=Acme;domain=acme.com", "name=Acme;domain=acme-corp.com", -250, "same name")]
    [InlineData("name=Acme;domain=acme.com", "name=Acme", 350, "same name")]
    [InlineData("name=Acme;domain=gmail.com", "name=Acme;domain=gmail.com", 350, "same name")]
    [InlineData("name=Acme;domain=linkedin.com", "name=Acme;domain=acme.com", 350, "same name")]
    public void What_is_found_is_weighed_and_told(string a, string b, long bits, string why)
    {
        var match = Profiles.Match("account", a, b);
        Assert.Equal((bits, why), (match.Hundredths, match.Why));
        Assert.Equal((true, 300, 0), (match.Own, match.Same, match.Similar));
    }

    [Theory]
    [InlineData("city=Rome", "")]
    [InlineData("name=...", "")]
    [InlineData("name=GE", "w g")]
    [InlineData("name=Abc", "w abk | f abc | e abc | i abc")]
    [InlineData("name=Abcde", "w abkd | f abc | e cde | i abcde")]
    [InlineData("name=Abcdef", "w abkdf | f abc | e def | f abcde | e bcdef | i abcdef")]
    [InlineData("name=Abcdefg", "w abkdf | f abc | e efg | f abcde | e cdefg")]
    [InlineData("name=Abcdefgh", "w abkdf | f abcde | e defgh")]
    [InlineData("name=Zeppelin Acme Bank Delta", "w akm bnk spln | f zeppe | e delta | i zabd")]
    [InlineData("name=Zeppelin Acme", "w akm spln | f zeppe | e nacme")]
    [InlineData("name=Ab Ce De Fi Ge Hi", "w ab d s | f abced | e igehi | i acdfgh")]
    [InlineData("name=Ab Ce De Fi Ge Hi Jo", "w ab d s | f abced | e ehijo")]
    [InlineData("name=GE;phone=+14155550100", "w g | p 55550100")]
    public void Candidates_are_found_by_few_and_narrow_keys(string company, string keys) =>
        Assert.Equal(keys, string.Join(" | ", Profiles.Of("account", company).Keys));
}
