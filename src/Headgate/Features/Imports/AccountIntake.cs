using Headgate.Features.Accounts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>Companies: known by external id, by domain, or, where no domain tells, by name.</summary>
internal sealed class AccountIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    public override async ValueTask Load()
    {
        await LoadReferences(accounts: false);
        await LoadChoices("account.status");
        await Known.Claims(ExternalClaim("account"), Texts("external"));
        await Known.Claims(Account.DomainClaim, Lines.Select(DomainOf));
        await Known.Names(Account.Kind, Texts("name"));
        await Known.Rows(
            Account.Kind,
            Lines.SelectMany(l =>
                (IEnumerable<string?>)
                    [
                        Known.Holder(ExternalClaim("account"), Peek(l, "external")),
                        Known.Holder(Account.DomainClaim, DomainOf(l)),
                        .. Known.Named(Account.Kind, Peek(l, "name")),
                    ]
            )
        );
    }

    protected override Fate Take(Line line)
    {
        var name = line.Need("name", 200);
        var domain = DomainOf(line);
        var external = line.Text("external");
        var industry = line.Text("industry", 100);
        var currency = line.Text("currency") is { } given ? Money.Currency("currency", given) : Currency;
        var revenue = Money.Minor("revenue", line.Amount("revenue"), currency);
        (string, object?)[] values =
        [
            ("name", name),
            ("domain", domain),
            ("website", line.Text("website")),
            ("industry", industry),
            ("phone", line.Text("phone", 60)),
            ("description", line.Text("description", 5000)),
            ("employees", line.Whole("employees")),
            ("revenue_minor", revenue),
            ("currency", revenue is null ? null : currency),
            ("founded", line.Whole("founded")),
            ("street", line.Text("street")),
            ("city", line.Text("city")),
            ("region", line.Text("region")),
            ("postal_code", line.Text("postal_code")),
            ("country", line.Text("country")),
            ("owner_id", OwnerOf(line)),
            ("status", ChoiceOf("account.status", "status", line.Text("status"))),
            ("source", line.Text("source")),
        ];
        var id = Find(external, domain, name);
        if (domain is null && line.Text("domain") is { } wrong)
            Say("import.domain", "domain", wrong, "This is no domain: the account was taken without one.");
        if (industry is not null && Industries.Meant(industry) is { } meant)
            Say("import.suspicious", "industry", industry, $"Nearly {Text.Shown(meant)}; kept as it came. Map it if it is misspelt.");
        if (id is null && (IsPending("account", name) || IsPending("account.external", external) || IsPending("account.domain", domain)))
            return Fate.Unchanged;
        var draft = DraftOf(Account.Kind, id);
        var fate = Write(draft, id is null, values, line);
        Imported(draft);
        if (WebDomain.IsKey(domain) && Known.Holder(Account.DomainClaim, domain) is null)
        {
            draft.Claim(Account.DomainClaim, domain!);
            Known.Take(Account.DomainClaim, domain!, draft.Id);
        }
        if (id is null)
            Known.Add(Account.Kind, name, draft.Id);
        Link(draft, "account", external, null);
        return fate;
    }

    private string? Find(string? external, string? domain, string name)
    {
        var byKey = One(
            Known.Holder(ExternalClaim("account"), external),
            Known.Holder(Account.DomainClaim, WebDomain.IsKey(domain) ? domain : null),
            "domain",
            domain
        );
        if (byKey is not null)
            return byKey;
        // Companies of one name and two domains are two; one without a domain is the one that the name means.
        string[] same =
        [
            .. Known
                .Named(Account.Kind, name)
                .Where(i => domain is null || DraftOf(Account.Kind, i)["domain"] is not string d || d == domain),
        ];
        return same.Length <= 1
            ? same.FirstOrDefault()
            : throw RowRefused.Of(
                "import.ambiguous_account",
                "name",
                name,
                $"Several accounts are called {Text.Shown(name)}; give a domain."
            );
    }

    private static string? DomainOf(Line line) =>
        Peek(line, "domain") is { } given ? WebDomain.Of(given) : WebDomain.OfWebsite(Peek(line, "website"));
}
