using System.Reflection;
using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Organisations;
using Headgate.Gate;

namespace Headgate.Features.Undoing;

/// <summary>What undo knows of the kinds of records: which it leaves alone and why, what points where, and which fields are one thing.</summary>
internal static class Kinds
{
    private static readonly Dictionary<string, RecordKind> ByPrefix = Assembly
        .GetExecutingAssembly()
        .GetTypes()
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(f => f.FieldType == typeof(RecordKind))
        .Select(f => (RecordKind)f.GetValue(null)!)
        .ToDictionary(k => k.Prefix, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Left = new(StringComparer.Ordinal)
    {
        ["agent"] = "Who may come in is not undone: agents revoke takes an agent's access away.",
        ["approval"] = "A person's word stays said.",
        ["client_grant"] = "Who may come in is not undone: clients revoke takes a client's access away.",
        ["conversation"] = "What was sent stays told.",
        ["credential"] = "Who may come in is not undone: a credential is revoked.",
        ["factor"] = "Who may come in is not undone: a factor is removed, or set up again.",
        ["identity_provider"] = "Who may come in is not undone: providers configure or remove changes which provider is trusted.",
        ["job"] = "The progress of an import is no record; the records that it made can be undone.",
        ["legal_hold"] = "A legal hold is lifted by name.",
        ["linked_identity"] = "Who may come in is not undone.",
        ["message"] = "What was sent stays told.",
        ["outgoing"] = "What becomes of a message that waits is a person's to say.",
        ["policy"] = "A policy has versions of its own: save the earlier one again.",
        ["policy_version"] = "A policy has versions of its own: save the earlier one again.",
        ["retention_rule"] = "How long things are kept takes two people again.",
        ["run"] = "A run that has begun stays begun.",
        ["sign_in_try"] = "Who may come in is not undone: tries are forgotten by themselves.",
        ["switch"] = "A person turns outbound on or off.",
        ["switch_request"] = "A person turns outbound on or off.",
        ["standing_approval"] = "A person's word stays said; it ends by itself.",
        ["team"] = "Who belongs to the organisation is not undone.",
        ["user"] = "Who belongs to the organisation is not undone.",
    };

    // What undo takes back. A kind that stands in neither list is one that nobody has decided about: the product does not start with it.
    private static readonly HashSet<string> Undone = new(StringComparer.Ordinal)
    {
        "account",
        "activity",
        "calendar",
        "cash_flow",
        "choice",
        "consent",
        "contact",
        "custom_field",
        "document",
        "draft",
        "event",
        "external_id",
        "lender",
        "line_item",
        "list",
        "note",
        "opportunity",
        "opportunity_contact",
        "organisation",
        "pipeline",
        "product",
        "stage",
        "submission",
        "tag",
        "tagging",
        "task",
    };

    // The fields of one step that mean nothing without each other.
    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["opportunity.pipeline_id"] = "stage",
        ["opportunity.stage_id"] = "stage",
        ["opportunity.status"] = "stage",
        ["opportunity.closed_at"] = "stage",
        ["opportunity.reason"] = "stage",
        ["opportunity.stage_entered_at"] = "stage",
        ["opportunity.amount_minor"] = "amount",
        ["opportunity.currency"] = "amount",
        ["account.revenue_minor"] = "revenue",
        ["account.currency"] = "revenue",
        ["contact.account_id"] = "account",
        ["contact.company"] = "account",
        ["contact.lifecycle"] = "lifecycle",
        ["contact.converted_at"] = "lifecycle",
        ["task.status"] = "status",
        ["task.completed_at"] = "status",
    };

    private static readonly Dictionary<string, string[]> Pairs = new(StringComparer.Ordinal)
    {
        ["tagging"] = ["record_id", "tag_id"],
        ["opportunity_contact"] = ["opportunity_id", "contact_id"],
        ["consent"] = ["contact_id", "channel", "sender"],
        ["submission"] = ["opportunity_id", "lender_id"],
        ["cash_flow"] = ["account_id", "month"],
    };

    /// <summary>The kinds about which nobody has said whether undo takes them back, and those about which both was said.</summary>
    public static IReadOnlyList<string> Undecided() => Undecided(ByPrefix.Values.Select(k => k.Name));

    /// <inheritdoc cref="Undecided()"/>
    internal static IReadOnlyList<string> Undecided(IEnumerable<string> kinds) =>
        [.. kinds.Where(k => Left.ContainsKey(k) == Undone.Contains(k)).Order(StringComparer.Ordinal)];

    /// <summary>The kind of a record; nothing for what is no record.</summary>
    public static RecordKind? Of(string id) => ByPrefix.GetValueOrDefault(Ids.PrefixOf(id));

    /// <summary>Whether a record of the kind leaves by saying so, and stays.</summary>
    public static bool Stays(RecordKind kind) => kind == Account.Kind || kind == Contact.Kind || kind == Opportunity.Kind;

    /// <summary>Why a change of such a record is never undone; nothing when it can be.</summary>
    public static string? WhyNot(RecordKind kind, Principal by) =>
        Left.TryGetValue(kind.Name, out var why) ? why
        : kind == Organisation.Kind && !by.Scopes.HasFlag(Scope.Admin) ? "Settings are set back with mcp:admin only."
        : null;

    /// <summary>Why a change of such a field is never undone; nothing when it can be.</summary>
    public static string? WhyNot(RecordKind kind, string field) =>
        kind != Organisation.Kind ? null
        : field.StartsWith("outbound", StringComparison.Ordinal) ? "A person turns outbound on or off."
        : field is "guardrails" or "policies" or "providers" or "connecting"
            ? "Measures of the guards are set by a person, each with its own command."
        : null;

    /// <summary>The fields that are undone together with this one, or not at all.</summary>
    public static string GroupOf(RecordKind kind, string field) => Groups.GetValueOrDefault($"{kind.Name}.{field}", field);

    /// <summary>The fields that make a link the only one of its kind; nothing for what is no link.</summary>
    public static IReadOnlyList<string>? PairOf(RecordKind kind) => Pairs.GetValueOrDefault(kind.Name);

    /// <summary>The kinds that can point at a record of this kind, each with the fields that do.</summary>
    public static IEnumerable<(RecordKind Kind, IReadOnlyList<string> Fields)> PointingAt(RecordKind kind)
    {
        string[] names = kind.Name switch
        {
            "account" => ["account_id", "record_id", "parent_id", Gone.Field],
            "contact" => ["contact_id", "record_id", Gone.Field],
            "opportunity" => ["opportunity_id", "record_id", Gone.Field],
            "conversation" => ["conversation_id"],
            "tag" => ["tag_id"],
            "product" => ["product_id"],
            "lender" => ["lender_id"],
            _ => [],
        };
        foreach (var other in ByPrefix.Values.OrderBy(k => k.Name, StringComparer.Ordinal))
            if (
                other.Fields.Select(f => f.Name).Where(n => names.Contains(n) && (n != Gone.Field || other == kind)).ToArray() is
                { Length: > 0 } fields
            )
                yield return (other, fields);
    }

    /// <summary>The unique keys that a record with these fields holds while it is there.</summary>
    public static IEnumerable<(string Kind, string Value)> KeysOf(RecordKind kind, Func<string, object?> field)
    {
        if (kind == Contact.Kind && field("email") is string email)
            yield return (Contact.EmailClaim, EmailForm.Normal(email));
        if (kind == Account.Kind && field("domain") is string domain && WebDomain.IsKey(domain))
            yield return (Account.DomainClaim, domain);
    }

    /// <summary>A value as the store has it, in the one form in which values are compared.</summary>
    public static object? Value(Field field, object? stored) =>
        stored switch
        {
            null or string or byte[] => stored,
            bool flag => flag ? 1L : 0L,
            _ => field.Holds is Holds.Text or Holds.Json ? stored.ToString() : Convert.ToInt64(stored),
        };
}
