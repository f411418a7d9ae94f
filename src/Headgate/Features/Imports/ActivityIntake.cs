using Headgate.Features.Accounts;
using Headgate.Features.Activities;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Tasks;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>What happened, and what is still to be done: a row that is not done becomes a task.</summary>
internal sealed class ActivityIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    private static readonly string[] Kinds = ["call", "email", "meeting", "sms", "visit", "other"];

    public override async ValueTask Load()
    {
        await LoadReferences(accounts: true);
        await LoadContacts();
        await Known.Claims(ExternalClaim("opportunity"), Texts("opportunity_external"));
        await Known.Claims(ExternalClaim("activity"), Texts("external"));
        await Known.Claims(DerivedClaim("activity"), Lines.Select(KeyOf));
        var found = Lines
            .Select(l => Known.Holder(ExternalClaim("activity"), Peek(l, "external")) ?? Known.Holder(DerivedClaim("activity"), KeyOf(l)))
            .ToList();
        await Known.Rows(Activity.Kind, found.Where(f => f is not null && Ids.Is(f, "act")));
        await Known.Rows(CrmTask.Kind, found.Where(f => f is not null && Ids.Is(f, "tsk")));
    }

    protected override Fate Take(Line line)
    {
        var external = line.Text("external");
        var key = KeyOf(line);
        var kind = KindOf(line);
        var subject = line.Text("subject", 300) ?? kind;
        var account = AccountOf(line);
        var contact = ContactOf(line);
        var opportunity = OpportunityOf(line);
        var owner = OwnerOf(line);
        var at = line.Whole("at");
        var id = Known.Holder(ExternalClaim("activity"), external) ?? Known.Holder(DerivedClaim("activity"), key);
        var isTask = id is null ? line.Flag("done") == false : Ids.Is(id, "tsk");
        if (!isTask && at is null)
            throw RowRefused.Of("import.missing", "at", null, "The row does not say when it happened.");
        if (!isTask && at > Call.At.AddMinutes(5).ToUnixTimeMilliseconds())
            throw RowRefused.Of("import.future", "at", null, "It is said to be done, at a time that has not come.");
        if (id is null && (IsPending("activity.external", external) || IsPending("activity", key)))
            return Fate.Unchanged;
        (string, object?)[] links = [("account_id", account), ("contact_id", contact), ("opportunity_id", opportunity)];
        var draft = DraftOf(isTask ? CrmTask.Kind : Activity.Kind, id);
        var fate = Write(
            draft,
            id is null,
            isTask
                ?
                [
                    ("title", subject),
                    ("body", line.Text("body", 10000)),
                    ("due_at", at),
                    ("owner_id", owner),
                    ("status", line.Flag("done") == true ? "done" : null),
                    ("record_id", opportunity ?? contact ?? account),
                    .. links,
                ]
                :
                [
                    ("kind", kind),
                    ("subject", subject),
                    ("body", line.Text("body", 10000)),
                    ("direction", line.Text("direction")?.ToLowerInvariant() is ("in" or "out") and var way ? way : null),
                    ("outcome", line.Text("outcome", 200)),
                    ("at", at),
                    ("duration_s", line.Whole("duration_s")),
                    ("user_id", owner),
                    .. links,
                ],
            line
        );
        if (isTask)
        {
            draft.Begin("kind", "todo");
            draft.Begin("status", "open");
            draft.Begin("priority", "normal");
        }
        Imported(draft);
        Link(draft, "activity", external, key);
        if (!isTask && fate == Fate.Created)
        {
            Touch(Account.Kind, account, "last_activity_at", at!.Value);
            Touch(Contact.Kind, contact, "last_activity_at", at.Value);
            Touch(Opportunity.Kind, opportunity, "last_activity_at", at.Value);
        }
        return fate;
    }

    private string KindOf(Line line)
    {
        var given = line.Text("kind")?.ToLowerInvariant();
        if (given is null || Kinds.Contains(given))
            return given ?? "other";
        Say("import.other_kind", "kind", given, "No kind of ours: kept as 'other'. Map it if it is one.");
        return "other";
    }

    private string? OpportunityOf(Line line) =>
        line.Text("opportunity_external") is not { } given
            ? null
            : Known.Holder(ExternalClaim("opportunity"), given)
                ?? (IsPending("opportunity.external", given) ? Pending : throw Unknown("opportunity", "opportunity_external", given, []));

    private static string? KeyOf(Line line) =>
        Peek(line, "external") is null
            ? Derived(
                Peek(line, "kind"),
                Peek(line, "subject"),
                line.Raw("at"),
                Peek(line, "account"),
                Peek(line, "contact_email"),
                Peek(line, "opportunity_external")
            )
            : null;
}
