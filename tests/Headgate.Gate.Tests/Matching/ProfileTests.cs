using Headgate.Gate.Matching;
using Headgate.Gate.Tests.Doubles;

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
    public void People_are_one_perhaps_or_two(string a, string b, Grade expected) =>
        Assert.Equal(expected, Profiles.Match("contact", a, b).Grade);

    [Theory]
    [InlineData("name=Acme Inc.", "name=ACME", Grade.Same)]
    [InlineData("name=Acme;domain=acme.com", "name=Acme;domain=acme.io", Grade.Same)]
    [InlineData("name=Northwind;domain=northwind.com", "name=Northwind;domain=nwtraders.org", Grade.Different)]
    [InlineData("name=Globex Corporation", "name=Globxe", Grade.Similar)]
    [InlineData("name=Siemens AG", "name=Siemens GmbH", Grade.Similar)]
    [InlineData("name=Alpha;domain=gmail.com", "name=Omega;domain=gmail.com", Grade.Different)]
    public void Companies_are_one_perhaps_or_two(string a, string b, Grade expected) =>
        Assert.Equal(expected, Profiles.Match("account", a, b).Grade);

    [Fact]
    public void Reasons_are_words()
    {
        var match = Profiles
            .Of("contact", "name=Robert Allen;phone=+14155550100")
            .Against(Profiles.Of("contact", "name=Robert Alen;phone=+14155550100"));
        Assert.Equal("same given name, family name differs in a letter, same phone", match.Why);
        Assert.Equal($"0.99: {match.Why}", match.Shown);
    }

    [Fact]
    public void Who_may_be_one_has_a_key_in_common_and_a_record_has_few()
    {
        var keys = Profiles.Of("contact", "name=Robert Allen;email=robert.allen@acme.com;phone=+14155550100;company=Acme").Keys;
        Assert.InRange(keys.Count, 4, 6);
        Assert.NotEmpty(keys.Intersect(Profiles.Of("contact", "name=Bob Alan").Keys));
        Assert.NotEmpty(keys.Intersect(Profiles.Of("contact", "name=X;phone=4155550100").Keys));
        Assert.Empty(Profiles.Of("contact", "name=").Keys);
        var profile = Profiles.Of("contact", "name=Bob Alan");
        Assert.Same(profile.Keys, profile.Keys);
    }

    [Fact]
    public void Only_people_and_companies_are_compared()
    {
        Assert.Null(Profile.Of("opportunity", _ => "x"));
        Assert.Empty(Profile.FieldsOf("opportunity"));
        Assert.IsType<Person>(Profile.Of("contact", _ => null));
        Assert.IsType<Company>(Profile.Of("account", _ => null));
        Assert.Equal(
            "name, first_name, last_name, email, phone, company, city, country, birth_date",
            string.Join(", ", Profile.FieldsOf("contact"))
        );
        Assert.Equal("name, domain, website, phone, city, country", string.Join(", ", Profile.FieldsOf("account")));
    }
}
