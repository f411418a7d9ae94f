using Headgate.Gate.Matching;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Matching;

public sealed class PersonTests
{
    private const string Ada = "first_name=Ada;last_name=Kern";

    [Theory]
    [InlineData("first_name=Ada;last_name=Kern", "first_name=Ada;last_name=Kern", "1 1")]
    [InlineData("first_name=Ada", "last_name=Kern", "0 0")]
    [InlineData("first_name=A;last_name=Kern", "first_name=A;last_name=Kern", "2 1")]
    [InlineData("first_name=A;last_name=Kern", "first_name=Ada;last_name=Kern", "2 1")]
    [InlineData("first_name=A;last_name=Kern", "first_name=Ida;last_name=Kern", "4 1")]
    [InlineData("first_name=Adam;last_name=Kern", "first_name=Alba;last_name=Kern", "4 1")]
    [InlineData("first_name=Bob;last_name=Kern", "first_name=Robert;last_name=Kern", "2 1")]
    [InlineData("first_name=Carla;last_name=Kern", "first_name=Karla;last_name=Kern", "3 1")]
    [InlineData("first_name=Marc;last_name=Kern", "first_name=Marcxyzw;last_name=Kern", "3 1")]
    [InlineData("first_name=Marc;last_name=Kern", "first_name=Marcxyzwv;last_name=Kern", "4 1")]
    [InlineData("first_name=Ada;last_name=Allen", "first_name=Ada;last_name=Alen", "1 2")]
    [InlineData("first_name=Ada;last_name=Miller", "first_name=Ada;last_name=Millerwxyz", "1 2")]
    [InlineData("first_name=Ada;last_name=Miller", "first_name=Ada;last_name=Millerwxyzv", "1 3")]
    [InlineData("first_name=Ada;last_name=Kern", "first_name=Ada;last_name=Falk", "1 3")]
    [InlineData("first_name=Ada;last_name=Kern", "first_name=Kern;last_name=Ada", "1 1")]
    [InlineData("first_name=Otto;last_name=Kern", "first_name=Otto", "1 0")]
    // As well turned round as not: it stays as it is written.
    [InlineData("first_name=Allen;last_name=Allen", "first_name=Allen;last_name=Alen", "1 2")]
    public void Names_are_found_to_be_the_same_nearly_so_or_others(string a, string b, string found) =>
        Assert.Equal(found + " 0 0 0 0 0", Found(a, b));

    [Theory]
    [InlineData("ada@acme.com", "ada@acme.com", 1)]
    [InlineData("jon77@acme.com", "jon77@globex.org", 2)]
    [InlineData("jo77@acme.com", "jo77@globex.org", 5)]
    [InlineData("jonas@acme.com", "jonas@globex.org", 5)]
    [InlineData("ada@acme.com", "ada@acne.com", 3)]
    [InlineData("jonas7@acme.com", "jonas7@acne.com", 3)]
    [InlineData("jsmith@acme.com", "jsmiht@acme.com", 3)]
    [InlineData("jsmith@acme.com", "jsmixx@acme.com", 4)]
    [InlineData("jsmithe@acme.com", "jsmixxe@acme.com", 3)]
    [InlineData("jsmithe@acme.com", "jsmxxxe@acme.com", 4)]
    [InlineData("jsmith@acme.com", "jsmiht@globex.org", 4)]
    [InlineData("ada@acme.com", "otto@acne.com", 4)]
    [InlineData("ada@acme.com", "none", 0)]
    public void Mailboxes_are_found_to_be_one_nearly_so_or_two(string a, string b, int found) =>
        Assert.Equal($"0 0 {found} 0 0 0 0", Found($"email={a}", $"email={b}"));

    [Theory]
    [InlineData("+14155550100", "4155550100", 1)]
    [InlineData("+14155550100", "+14155550101", 2)]
    [InlineData("+14155550100", "1", 0)]
    public void Phones_are_one_line_or_two(string a, string b, int found) =>
        Assert.Equal($"0 0 0 {found} 0 0 0", Found($"phone={a}", $"phone={b}"));

    [Theory]
    [InlineData("1980-02-03", "1980-02-03", 1)]
    [InlineData("1980-02-03", "1980-03-02", 2)]
    [InlineData("1980-02-03", "1980-02-04", 2)]
    [InlineData("1980-02-03", "1981-02-03", 2)]
    [InlineData("1980-02-13", "1980-11-02", 3)]
    [InlineData("1980-02-11", "1980-11-25", 3)]
    [InlineData("1980-02-03", "1980-11-19", 3)]
    [InlineData("1980-02-03", "1999-02-03", 3)]
    [InlineData("1980-02-03", "1991-03-02", 4)]
    [InlineData("1980-02-03", "1991-02-19", 4)]
    [InlineData("1980-02-03", "1991-11-03", 4)]
    [InlineData("1980-02-03", "1980", 0)]
    public void Birth_dates_are_the_same_nearly_partly_or_not(string a, string b, int found) =>
        Assert.Equal($"0 0 0 0 {found} 0 0", Found($"birth_date={a}", $"birth_date={b}"));

    [Theory]
    [InlineData("London", "LONDON", 1)]
    [InlineData("London", "Lodnon", 2)]
    [InlineData("Rome", "Romeabcdef", 2)]
    [InlineData("Rome", "Romeabcdefg", 3)]
    [InlineData("London", "Paris", 3)]
    [InlineData("London", "…", 0)]
    public void Cities_are_the_same_nearly_so_or_others(string a, string b, int found) =>
        Assert.Equal($"0 0 0 0 0 0 {found}", Found($"city={a}", $"city={b}"));

    [Theory]
    [InlineData("Acme", "Acme Inc", 1)]
    [InlineData("Acme", "Acme Group", 2)]
    [InlineData("Acme", "Globex", 3)]
    public void Employers_are_the_same_nearly_so_or_others(string a, string b, int found) =>
        Assert.Equal($"0 0 0 0 0 {found} 0", Found($"company={a}", $"company={b}"));

    [Theory]
    [InlineData("phone=+14155550100", "phone=+14155550100", 1060, "same given name, same family name, same phone")]
    [InlineData("email=ada@acme.com", "email=ada@acne.com", 1160, "same given name, same family name, e-mail address nearly the same")]
    [InlineData("email=ada77@a.com", "email=ada77@b.org", 860, "same given name, same family name, same e-mail name at another domain")]
    [InlineData(
        "company=Acme;city=Rome",
        "company=Acme Group;city=Romme",
        840,
        "same given name, same family name, company nearly the same, city nearly the same"
    )]
    [InlineData("company=Acme;city=Rome", "company=Acme;city=Rome", 970, "same given name, same family name, same company, same city")]
    [InlineData("birth_date=1980-02-03", "birth_date=1980-02-04", 800, "same given name, same family name, birth date nearly the same")]
    [InlineData("birth_date=1980-02-03", "birth_date=1999-02-03", 380, "same given name, same family name, birth date partly the same")]
    [InlineData(
        "birth_date=1980-02-03;email=ada@a.com",
        "birth_date=1980-02-03;email=ada@a.com",
        2160,
        "same given name, same family name, same e-mail address, same birth date"
    )]
    [InlineData(
        "birth_date=1980-02-03;phone=123456;city=Rome;company=Acme;email=a@b.c",
        "birth_date=1991-11-19;phone=654321;city=Paris;company=Globex;email=otto@x.y",
        -1020,
        "same given name, same family name"
    )]
    public void What_is_found_is_weighed_and_told(string a, string b, long bits, string why)
    {
        var match = Profiles.Match("contact", $"{Ada};{a}", $"{Ada};{b}");
        Assert.Equal((bits, why), (match.Hundredths, match.Why));
    }

    [Theory]
    [InlineData("first_name=Bob", "first_name=Robert", "given name in another form")]
    [InlineData("first_name=Carla", "first_name=Karla", "given name differs in a letter")]
    [InlineData("last_name=Allen", "last_name=Alen", "family name differs in a letter")]
    [InlineData("first_name=Ada", "first_name=Otto", "")]
    public void Names_are_told_as_they_are_found(string a, string b, string why) => Assert.Equal(why, Profiles.Match("contact", a, b).Why);

    [Theory]
    [InlineData("first_name=Ada;email=a@b.c", "first_name=Otto;email=a@b.c", true)]
    [InlineData("first_name=Otto;birth_date=1980-02-03", "first_name=Ada;birth_date=1980-02-03", true)]
    [InlineData("birth_date=1980-02-03", "birth_date=1980-02-04", true)]
    [InlineData("birth_date=1980-02-03", "birth_date=1980-11-19", true)]
    [InlineData("birth_date=1980-02-03", "birth_date=1991-11-19", false)]
    [InlineData("email=ada77@a.com", "email=ada77@b.org", true)]
    [InlineData("email=ada@acme.com", "email=ada@acne.com", true)]
    [InlineData("email=jonas@acme.com", "email=jonas@globex.org", false)]
    [InlineData("first_name=Ada;phone=123456", "first_name=Ada;phone=123456", true)]
    [InlineData("first_name=Bob;phone=123456", "first_name=Robert;phone=123456", true)]
    [InlineData("phone=123456", "phone=123456", true)]
    [InlineData("first_name=Carla;phone=123456", "first_name=Karla;phone=123456", false)]
    [InlineData("first_name=Ada;last_name=Kern;phone=123456", "first_name=Otto;last_name=Kern;phone=123456", false)]
    [InlineData("first_name=Ada;phone=123456", "first_name=Ada;phone=654321", false)]
    [InlineData("first_name=Ada;last_name=Kern;company=Acme;city=Rome", "first_name=Ada;last_name=Kern;company=Acme;city=Rome", false)]
    public void Only_what_is_a_person_s_own_makes_two_one(string a, string b, bool own) =>
        Assert.Equal(own, Profiles.Match("contact", a, b).Own);

    [Fact]
    public void Where_birth_dates_are_known_less_weight_is_asked_for()
    {
        var match = Profiles.Match("contact", Ada, Ada);
        Assert.Equal((500, 0), (match.Same, match.Similar));
        match = Profiles.Match("contact", Ada + ";birth_date=1980-02-03", Ada + ";birth_date=1991-11-19");
        Assert.Equal((-200, -900), (match.Same, match.Similar));
    }

    [Theory]
    [InlineData("name=Sample 1;email=p@x.example", "name=Sample 2;email=p@x.example", -900, "same given name, same e-mail address")]
    [InlineData("first_name=Ada 1;last_name=Kern", "first_name=Otto 2;last_name=Falk", -1880, "")]
    public void Names_with_other_numbers_are_two(string a, string b, long bits, string why)
    {
        var match = Profiles.Match("contact", a, b);
        Assert.Equal((Grade.Different, bits, why), (match.Grade, match.Hundredths, match.Why));
    }

    [Theory]
    [InlineData("first_name=Bob;last_name=Allen", "n aln rbrt ")]
    [InlineData("first_name=Ada 7;last_name=Kern", "n ad krn 7")]
    [InlineData("first_name=Ada", "")]
    [InlineData("last_name=Kern", "")]
    [InlineData("email=abcd@acme.com", "l abcd | a abc acme.com")]
    [InlineData("email=abc@acme.com", "m abc acme.com | a abc acme.com")]
    [InlineData("email=a@acme.com", "m a acme.com | a a acme.com")]
    [InlineData("email=abcd@gmail.com", "l abcd")]
    [InlineData("phone=+14155550100", "p 55550100")]
    [InlineData("first_name=Ada;last_name=Kern;company=Zeppelin Group", "n ad krn  | c krn spln")]
    [InlineData("last_name=Kern;company=Zeppelin", "c krn spln")]
    [InlineData("first_name=Ada;company=Zeppelin", "")]
    [InlineData("birth_date=1980-02-03", "d 1980-02-03 | z 1980 ")]
    [InlineData(
        "last_name=Kern;birth_date=1980-02-03;city=Rome",
        "d 1980-02-03 | z 1980 rm | y 1980 krn | e 198 krn | k 02-03 krn | t krn rm"
    )]
    [InlineData("last_name=Kern;birth_date=1980-02-03", "d 1980-02-03 | z 1980  | y 1980 krn | e 198 krn | k 02-03 krn")]
    [InlineData("last_name=Kern;birth_date=1980-2-3", "")]
    public void Candidates_are_found_by_few_and_narrow_keys(string person, string keys) =>
        Assert.Equal(keys, string.Join(" | ", Profiles.Of("contact", person).Keys));

    private static string Found(string a, string b)
    {
        var (one, other) = ((Person)Profiles.Of("contact", a), (Person)Profiles.Of("contact", b));
        var (found, turned) = (new int[Weights.OfPerson.Length], new int[Weights.OfPerson.Length]);
        one.Find(other, found);
        other.Find(one, turned);
        Assert.Equal(found, turned);
        return string.Join(' ', found);
    }
}
