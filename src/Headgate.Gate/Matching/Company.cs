namespace Headgate.Gate.Matching;

/// <summary>A company as accounts know one.</summary>
public sealed class Company : Profile
{
    private CompanyName _name;
    private string? _domain;
    private string? _phone;
    private string _city = "";

    /// <summary>The company that the fields of an account tell of.</summary>
    public static Company Of(Func<string, string?> field) =>
        new()
        {
            _name = CompanyName.Of(field("name")),
            // A mailbox or page that anybody may have says nothing of a company.
            _domain = field("domain") is { } domain && !FreeMail.HasPages(domain) ? domain : null,
            _phone = PhoneForm.Of(field("phone"), field("country")),
            _city = Latin.Of(field("city")),
        };

    /// <inheritdoc/>
    public override Match Against(Profile other)
    {
        var company = (Company)other;
        List<string> reasons = [];
        var bits = Weights.CompanyBefore;
        // Without a name there is no company; and two names that tell two companies are two, whatever they share.
        var name = CompanyName.Find(_name, company._name);
        Say(name == 1, 11.5, "same name");
        Say(name == 2, 9, "name nearly the same");
        Say(name == 3, -6, null);
        Say(IsOne(_phone, company._phone), 6, "same phone");
        Say(_city.Length > 0 && _city == company._city, 2, "same city");
        Say(_city.Length > 0 && company._city.Length > 0 && _city != company._city, -0.4, null);
        if (_domain is not null && company._domain is not null)
        {
            var label = _domain.Split('.')[0] == company._domain.Split('.')[0];
            Say(_domain == company._domain, 8, "same domain");
            // Companies of one name but different domains are different, unless only the country differs.
            Say(_domain != company._domain && label, 1, "same domain in another country");
            Say(_domain != company._domain && !label, -6, null);
        }
        return Match.Of(bits, own: true, Weights.CompanySame, Weights.CompanySimilar, reasons);

        void Say(bool holds, double weight, string? reason)
        {
            if (!holds)
                return;
            bits += weight;
            if (reason is not null)
                reasons.Add(reason);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Made()
    {
        if (_name.Tokens is not { Count: > 0 })
            yield break;
        string[] telling = [.. _name.Telling()];
        yield return $"w {string.Join(' ', telling.Take(3).Select(Sound.Of).Order(StringComparer.Ordinal))}";
        // A slip is in one half of a name or in the other.
        var whole = _name.Whole;
        foreach (var size in (int[])[3, 5])
            if (whole.Length >= size && (size == 5 ? whole.Length >= 6 : whole.Length <= 7))
            {
                yield return $"f {whole[..size]}";
                yield return $"e {whole[^size..]}";
            }
        if ((_name.Initials ?? _name.Whole) is { Length: >= 3 and <= 6 } initials)
            yield return $"i {initials}";
        if (_phone is not null)
            yield return $"p {PhoneForm.End(_phone)}";
    }

    private static bool IsOne(string? a, string? b) => a is not null && b is not null && PhoneForm.AreOne(a, b);
}
