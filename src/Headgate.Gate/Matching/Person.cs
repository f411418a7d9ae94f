namespace Headgate.Gate.Matching;

/// <summary>A person as contacts and leads know one.</summary>
public sealed class Person : Profile
{
    private const int Given = 0;
    private const int Family = 1;
    private const int Mail = 2;
    private const int Phone = 3;
    private const int Born = 4;
    private const int Firm = 5;
    private const int City = 6;

    private PersonName _name;
    private Mailbox? _mail;
    private string? _phone;
    private string? _born;
    private CompanyName _company;
    private string _city = "";

    /// <summary>The person that the fields of a contact tell of.</summary>
    public static Person Of(Func<string, string?> field) =>
        new()
        {
            _name = PersonName.Of(field("name"), field("first_name"), field("last_name")),
            _mail = Mailbox.Of(field("email")),
            _phone = PhoneForm.Of(field("phone"), field("country")),
            _born = field("birth_date") is { Length: 10 } day ? day : null,
            _company = CompanyName.Of(field("company")),
            _city = Latin.Of(field("city")),
        };

    /// <inheritdoc/>
    public override Match Against(Profile other)
    {
        Span<int> found = stackalloc int[Weights.OfPerson.Length];
        Find((Person)other, found);
        var bits = Weights.Before;
        List<string> reasons = [];
        for (var i = 0; i < found.Length; i++)
        {
            bits += Weights.OfPerson[i][found[i]];
            if (Words(i, found[i]) is { } word)
                reasons.Add(word);
        }
        if (_name.Numbers != ((Person)other)._name.Numbers)
            return new(Grade.Different, Math.Min(bits, -9), reasons);
        // Many people share a name, an employer and a city; only what is a person's own makes them one.
        var own =
            found[Mail] == 1 || found[Born] is 1 or 2 or 3 || found[Given] is 0 or 1 or 2 && (found[Mail] is 2 or 3 || found[Phone] == 1);
        var (same, similar) =
            found[Born] == 0
                ? (Weights.PersonSame, Weights.PersonSimilar)
                : (Weights.PersonOfRegisterSame, Weights.PersonOfRegisterSimilar);
        return Match.Of(bits, own, same, similar, reasons);
    }

    /// <summary>What is found of each field, as an index into <see cref="Weights.OfPerson"/>.</summary>
    public void Find(Person other, Span<int> found)
    {
        (found[Given], found[Family]) = Names(_name, other._name);
        var (given, family) = Names(_name, other._name.Turned());
        // Given and family name change places in forms; what fits better counts.
        if (Worth(given, family) > Worth(found[Given], found[Family]))
            (found[Given], found[Family]) = (given, family);
        found[Mail] = Mails(_mail, other._mail);
        found[Phone] =
            _phone is null || other._phone is null ? 0
            : PhoneForm.AreOne(_phone, other._phone) ? 1
            : 2;
        found[Born] = Days(_born, other._born);
        found[Firm] = CompanyName.Find(_company, other._company);
        found[City] = Cities(_city, other._city);
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Made()
    {
        var (given, family) = (Sound.Of(Nicknames.Full(_name.Given)), Sound.Of(_name.Family));
        string[] sounds = [given, family];
        Array.Sort(sounds, StringComparer.Ordinal);
        if (given.Length > 0 && family.Length > 0)
            yield return $"n {sounds[0]} {sounds[1]} {_name.Numbers}";
        if (_mail is { } mail)
            yield return mail.Letters is { Length: >= 4 } letters ? $"l {letters}" : $"m {mail.Local} {mail.Domain}";
        if (_phone is not null)
            yield return $"p {PhoneForm.End(_phone)}";
        if (family.Length > 0 && _company.Key.Length > 0)
            yield return $"c {sounds[1]} {_company.Key}";
        if (_mail is { } at && !FreeMail.Has(at.Domain))
            yield return $"a {at.Local[..Math.Min(3, at.Local.Length)]} {at.Domain}";
        if (_born is null)
            yield break;
        // Whose birth date is kept stands in a register of people, with mistakes in every field: that is worth more keys.
        yield return $"d {_born}";
        yield return $"z {_born[..4]} {Sound.Of(_city)}";
        foreach (var sound in sounds.Where(s => s.Length > 0))
        {
            yield return $"y {_born[..4]} {sound}";
            yield return $"e {_born[..3]} {sound}";
            yield return $"k {_born[5..]} {sound}";
            if (_city.Length > 0)
                yield return $"t {sound} {Sound.Of(_city)}";
        }
    }

    // What speaks against two records being one is left unsaid: the weight tells it.
    private static string? Words(int field, int found) =>
        (field, found) switch
        {
            (Given, 1) => "same given name",
            (Given, 2) => "given name in another form",
            (Given, 3) => "given name differs in a letter",
            (Family, 1) => "same family name",
            (Family, 2) => "family name differs in a letter",
            (Mail, 1) => "same e-mail address",
            (Mail, 2) => "same e-mail name at another domain",
            (Mail, 3) => "e-mail address nearly the same",
            (Phone, 1) => "same phone",
            (Born, 1) => "same birth date",
            (Born, 2) => "birth date nearly the same",
            (Born, 3) => "birth date partly the same",
            (Firm, 1) => "same company",
            (Firm, 2) => "company nearly the same",
            (City, 1) => "same city",
            (City, 2) => "city nearly the same",
            _ => null,
        };

    private static double Worth(int given, int family) => Weights.OfPerson[Given][given] + Weights.OfPerson[Family][family];

    private static (int Given, int Family) Names(PersonName a, PersonName b) => (Givens(a.Given, b.Given), Families(a.Family, b.Family));

    private static int Givens(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return 0;
        if (a == b)
            return a.Length == 1 ? 2 : 1;
        if (Nicknames.AreOne(a, b) || (a.Length == 1 || b.Length == 1) && a[0] == b[0])
            return 2;
        return Likeness.IsSlip(a, b) || Likeness.JaroWinkler(a, b) >= 0.9 ? 3 : 4;
    }

    private static int Families(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return 0;
        return a == b ? 1
            : Likeness.IsSlip(a, b) || Likeness.JaroWinkler(a, b) >= 0.92 ? 2
            : 3;
    }

    private static int Mails(Mailbox? first, Mailbox? second)
    {
        if (first is not { } a || second is not { } b)
            return 0;
        if (a == b)
            return 1;
        var near = Likeness.Distance(a.Local, b.Local, 2) <= (a.Local.Length >= 7 ? 2 : 1);
        if (a.Local == b.Local && !Likeness.IsSlip(a.Domain, b.Domain))
            // john.smith@ says no more than the name, and info@ says nothing; john.smith77@ says something.
            return a.Local.Length >= 5 && a.Local.Any(char.IsDigit) ? 2 : 5;
        return near && a.Domain == b.Domain || a.Local == b.Local && Likeness.IsSlip(a.Domain, b.Domain) ? 3 : 4;
    }

    private static int Days(string? a, string? b)
    {
        if (a is null || b is null)
            return 0;
        if (a == b)
            return 1;
        if (a[..4] == b[..4] && a[5..7] == b[8..] && a[8..] == b[5..7] || Likeness.Distance(a, b, 1) <= 1)
            return 2;
        return a[..4] == b[..4] || a[5..] == b[5..] ? 3 : 4;
    }

    private static int Cities(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return 0;
        return a == b ? 1
            : Likeness.IsSlip(a, b) || Likeness.JaroWinkler(a, b) >= 0.88 ? 2
            : 3;
    }
}
