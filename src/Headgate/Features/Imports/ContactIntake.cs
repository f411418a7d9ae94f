using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>People to sell to: known by external id, by e-mail address, or, with neither, by what the row says. Nobody has consented to anything.</summary>
internal sealed class ContactIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    private readonly Dictionary<Line, (string? Email, string? Key)> _keys = [];

    public override async ValueTask Load()
    {
        await LoadReferences(accounts: false);
        await LoadChoices("contact.lifecycle", "contact.status");
        await Known.Claims(ExternalClaim("contact"), Texts("external"));
        await Known.Claims(Contact.EmailClaim, Lines.Select(EmailOf));
        await Known.Claims(DerivedClaim("contact"), Lines.Select(KeyOf));
        await Known.Names(Account.Kind, Texts("account"));
        await Known.Claims(ExternalClaim("account"), Texts("account_external"));
        await Known.Rows(
            Contact.Kind,
            Lines.SelectMany(l =>
                (IEnumerable<string?>)
                    [
                        Known.Holder(ExternalClaim("contact"), Peek(l, "external")),
                        Known.Holder(Contact.EmailClaim, EmailOf(l)),
                        Known.Holder(DerivedClaim("contact"), KeyOf(l)),
                    ]
            )
        );
    }

    protected override Fate Take(Line line)
    {
        var email = line.Text("email", 254);
        if (email is not null && !EmailForm.IsPlausible(email))
            throw RowRefused.Of("import.email", "email", email, $"{Text.Shown(email)} is no e-mail address.");
        var (first, last) = (line.Text("first_name", 200), line.Text("last_name", 200));
        var name = line.Text("name", 200) ?? (first is null || last is null ? first ?? last : $"{first} {last}") ?? email;
        if (name is null)
            throw RowRefused.Of("import.missing", "name", null, "The row has neither name nor e-mail address.");
        var external = line.Text("external");
        var account = WorksAt(line);
        (string, object?)[] values =
        [
            ("name", name),
            ("first_name", first),
            ("last_name", last),
            ("phone", line.Text("phone", 60)),
            ("title", line.Text("title", 200)),
            ("company", line.Text("account") ?? (account is null ? line.Text("company") : null)),
            ("account_id", account),
            ("owner_id", OwnerOf(line)),
            ("lifecycle", ChoiceOf("contact.lifecycle", "lifecycle", line.Text("lifecycle"))),
            ("status", ChoiceOf("contact.status", "status", line.Text("status"))),
            ("source", line.Text("source")),
            ("city", line.Text("city")),
            ("region", line.Text("region")),
            ("country", line.Text("country")),
            ("linkedin", line.Text("linkedin")),
            ("description", line.Text("description", 5000)),
        ];
        var key = KeyOf(line);
        var id =
            One(Known.Holder(ExternalClaim("contact"), external), Known.Holder(Contact.EmailClaim, EmailOf(line)), "email", email)
            ?? Known.Holder(DerivedClaim("contact"), key);
        if (id is null && (IsPending("contact.external", external) || IsPending("contact.email", EmailOf(line))))
            return Fate.Unchanged;
        if (id is not null && external is not null && Known.Holder(ExternalClaim("contact"), external) is null && email is not null)
            Say(
                "import.matched_by_email",
                "email",
                null,
                "A contact with this e-mail address exists, or stands above: the row was taken as the same person."
            );
        var draft = DraftOf(Contact.Kind, id);
        // Upper and lower case are no difference between addresses.
        var address = draft["email"] is string known && EmailForm.Normal(known) == EmailOf(line) ? null : email;
        var fate = Write(draft, id is null, values.Append(("email", address)), line);
        draft.Begin("lifecycle", "contact");
        draft.Begin("status", "new");
        Imported(draft);
        if (EmailOf(line) is { } normal && Known.Holder(Contact.EmailClaim, normal) is null)
        {
            // A changed address is the record's second: it keeps the first as a key too, so that neither is given to somebody else.
            draft.Claim(Contact.EmailClaim, normal);
            Known.Take(Contact.EmailClaim, normal, draft.Id);
        }
        Link(draft, "contact", external, key);
        return fate;
    }

    // A contact's employer may be unknown; then its name is all there is.
    private string? WorksAt(Line line) =>
        Known.Holder(ExternalClaim("account"), line.Text("account_external"))
        ?? (Known.Named(Account.Kind, line.Text("account")) is [var one] ? one : null);

    private string? EmailOf(Line line) => Keys(line).Email;

    private string? KeyOf(Line line) => Keys(line).Key;

    private (string? Email, string? Key) Keys(Line line) =>
        _keys.TryGetValue(line, out var known)
            ? known
            : _keys[line] = (Peek(line, "email") is { } email ? EmailForm.Normal(email) : null, Whole(line));

    private static string? Whole(Line line) =>
        Peek(line, "external") is null && Peek(line, "email") is null
            ? Derived(Peek(line, "name"), Peek(line, "first_name"), Peek(line, "last_name"), Peek(line, "account"), Peek(line, "phone"))
            : null;
}
