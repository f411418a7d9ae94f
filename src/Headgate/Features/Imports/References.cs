using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>An intake whose rows name owners, accounts and contacts. Who or what is unknown is refused, never invented.</summary>
internal abstract class References(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : Intake(reader, call, system, lines, pending)
{
    private readonly Dictionary<string, List<(string Id, string Name)>> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _choices = new(StringComparer.Ordinal);
    private List<string>? _accountNames;

    /// <summary>The organisation's own currency.</summary>
    protected string Currency { get; private set; } = "";

    /// <summary>Its time zone: a day that a file gives begins there.</summary>
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Looks up the people and accounts that rows name.</summary>
    protected async ValueTask LoadReferences(bool accounts)
    {
        var own = await OrganisationRow.Own(Reader);
        (Currency, Zone) = (own.Currency, Moments.Zone(own.TimeZone));
        foreach (
            var person in await Reader.All<Person>(
                "SELECT id, name, email FROM users WHERE tenant = @tenant AND status = 'active' ORDER BY id"
            )
        )
        {
            AddPerson(person.Id, person);
            AddPerson(person.Name.ToLowerInvariant(), person);
            AddPerson(person.Email.ToLowerInvariant(), person);
        }
        await Known.Claims(ExternalClaim("user"), Texts("owner"));
        if (!accounts)
            return;
        await Known.Names(Account.Kind, Texts("account"));
        await Known.Claims(ExternalClaim("account"), Texts("account_external"));
        if (Lines.Any(l => Peek(l, "account") is { } name && Known.Named(Account.Kind, name).Count == 0))
            _accountNames = [.. (await Reader.All<string>("SELECT name FROM accounts WHERE tenant = @tenant ORDER BY id LIMIT 2000"))];
    }

    /// <summary>Reads the names that a list allows.</summary>
    protected async ValueTask LoadChoices(params IEnumerable<string> lists)
    {
        foreach (var list in lists)
            _choices[list] = await Choice.Names(Reader, list);
    }

    /// <summary>A field of every row, for lookups; wrong ones are refused later.</summary>
    protected IEnumerable<string?> Texts(string field) => Lines.Select(l => Peek(l, field));

    /// <summary>A text for a lookup.</summary>
    protected static string? Peek(Line line, string field) => line.Text(field, int.MaxValue);

    /// <summary>The name as it is configured.</summary>
    protected string? ChoiceOf(string list, string field, string? given) =>
        given is null
            ? null
            : _choices[list].FirstOrDefault(n => string.Equals(n, given, StringComparison.OrdinalIgnoreCase))
                ?? throw Unknown(field, field, given, _choices[list]);

    /// <summary>The person that a row names as owner.</summary>
    protected string? OwnerOf(Line line)
    {
        if (line.Text("owner") is not { } given)
            return null;
        if (string.Equals(given, "me", StringComparison.OrdinalIgnoreCase))
            return Call.By.Person;
        if (Known.Holder(ExternalClaim("user"), given) is { } linked)
            return linked;
        var found = _people.GetValueOrDefault(given) ?? _people.GetValueOrDefault(given.ToLowerInvariant());
        return found switch
        {
            [var one] => one.Id,
            null when IsPending("user", given.ToLowerInvariant()) => Pending,
            null => throw Unknown("owner", "owner", given, _people.Values.SelectMany(p => p).Select(p => p.Name).Distinct()),
            _ => throw RowRefused.Of(
                "import.ambiguous_owner",
                "owner",
                given,
                $"{Text.Shown(given)} is more than one person; map it to an e-mail."
            ),
        };
    }

    /// <summary>The account that a row names, which must exist.</summary>
    protected string? AccountOf(Line line)
    {
        var external = line.Text("account_external");
        if (Known.Holder(ExternalClaim("account"), external) is { } linked)
            return linked;
        if (IsPending("account.external", external))
            return Pending;
        var name = line.Text("account");
        if (name is null && external is null)
            return null;
        return Known.Named(Account.Kind, name) switch
        {
            [var one] => one,
            [] when IsPending("account", name) => Pending,
            [] => throw Unknown("account", name is null ? "account_external" : "account", name ?? external!, _accountNames ?? []),
            _ => throw RowRefused.Of("import.ambiguous_account", "account", name, $"Several accounts are called {Text.Shown(name)}."),
        };
    }

    /// <summary>Looks up contacts by e-mail and external id.</summary>
    protected async ValueTask LoadContacts()
    {
        await Known.Claims(ExternalClaim("contact"), Texts("contact_external"));
        await Known.Claims(Contact.EmailClaim, Texts("contact_email").Select(e => e is null ? null : EmailForm.Normal(e)));
    }

    /// <summary>The contact that a row names, which must exist.</summary>
    protected string? ContactOf(Line line)
    {
        var external = line.Text("contact_external");
        var email = line.Text("contact_email") is { } given ? EmailForm.Normal(given) : null;
        if (external is null && email is null)
            return null;
        return Known.Holder(ExternalClaim("contact"), external)
            ?? Known.Holder(Contact.EmailClaim, email)
            ?? (
                IsPending("contact.external", external) || IsPending("contact.email", email)
                    ? Pending
                    : throw Unknown("contact", email is null ? "contact_external" : "contact_email", email ?? external!, [])
            );
    }

    private void AddPerson(string key, Person person)
    {
        if (!_people.TryGetValue(key, out var known))
            _people[key] = known = [];
        if (!known.Any(k => k.Id == person.Id))
            known.Add((person.Id, person.Name));
    }
}
