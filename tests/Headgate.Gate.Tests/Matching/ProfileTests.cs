using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class ProfileTests
{
    public static TheoryData<string, string, Grade> People =>
        new()
        {
            // Name, then what else is known, each as field=value.
            { "name=Robert Allen;phone=+1 415 555 0100", "name=Bob Allen;phone=(415) 555-0100;country=us", Grade.Same },
            { "name=Zoe Muller;email=zoe.m@gmail.com", "name=Zoë Müller;email=zoem+x@googlemail.com", Grade.Same },
            { "name=Jane Doe;birth_date=1980-02-03", "name=Doe Jane;birth_date=1980-03-02", Grade.Same },
            { "name=Carla Jimenez;company=Acme", "name=Carla Jimenes;company=Acme Inc", Grade.Similar },
            { "name=Carla Jimenez", "name=Carla Jiménez", Grade.Similar },
            // A name, an employer and a city are shared by many.
            { "name=John Smith;company=Acme;city=London", "name=John Smith;company=Acme;city=London", Grade.Similar },
            { "name=John Smith;email=john@a.com;company=Acme", "name=John Smith;email=j.s@b.com;company=Globex", Grade.Different },
            { "name=Anna Kern;phone=+49301234567;company=Acme", "name=Otto Falk;phone=+49301234567;company=Acme", Grade.Different },
            { "name=Sample 1;email=p1@x.example", "name=Sample 2;email=p2@x.example", Grade.Different },
            { "name=Ana", "email=x@y.com", Grade.Different },
        };

    [Theory]
    [MemberData(nameof(People))]
    public void People_are_one_perhaps_or_two(string a, string b, Grade expected) => Both("contact", a, b, expected);

    [Theory]
    [InlineData("name=Acme Inc.", "name=ACME", Grade.Same)]
    [InlineData("name=Acme;domain=acme.com", "name=Acme;domain=acme.io", Grade.Same)]
    [InlineData("name=Northwind;domain=northwind.com", "name=Northwind;domain=nwtraders.org", Grade.Different)]
    [InlineData("name=Globex Corporation", "name=Globxe", Grade.Similar)]
    [InlineData("name=Siemens AG", "name=Siemens GmbH", Grade.Similar)]
    [InlineData("name=Alpha;domain=gmail.com", "name=Omega;domain=gmail.com", Grade.Different)]
    public void Companies_are_one_perhaps_or_two(string a, string b, Grade expected) => Both("account", a, b, expected);

    [Fact]
    public void Reasons_are_words()
    {
        var match = Made("contact", "name=Robert Allen;phone=+14155550100").Against(Made("contact", "name=Robert Alen;phone=+14155550100"));
        Assert.Equal("same given name, family name differs in a letter, same phone", match.Why);
        Assert.Equal($"0.99: {match.Why}", match.Shown);
    }

    [Fact]
    public void Who_may_be_one_has_a_key_in_common_and_a_record_has_few()
    {
        var keys = Made("contact", "name=Robert Allen;email=robert.allen@acme.com;phone=+14155550100;company=Acme").Keys;
        Assert.InRange(keys.Count, 4, 6);
        Assert.NotEmpty(keys.Intersect(Made("contact", "name=Bob Alan").Keys));
        Assert.NotEmpty(keys.Intersect(Made("contact", "name=X;phone=4155550100").Keys));
        Assert.Empty(Made("contact", "name=").Keys);
    }

    [Fact]
    public void Only_people_and_companies_are_compared()
    {
        Assert.Null(Profile.Of("opportunity", _ => "x"));
        Assert.Empty(Profile.FieldsOf("opportunity"));
    }

    private static void Both(string kind, string a, string b, Grade expected)
    {
        var (one, other) = (Made(kind, a), Made(kind, b));
        Assert.Equal(expected, one.Against(other).Grade);
        Assert.Equal(expected, other.Against(one).Grade);
    }

    private static Profile Made(string kind, string text)
    {
        var fields = text.Split(';').Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        return Profile.Of(kind, fields.GetValueOrDefault)!;
    }
}
