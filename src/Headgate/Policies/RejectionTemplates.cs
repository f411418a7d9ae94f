using System.Text.Json;
using Headgate.Gate;
using static Headgate.Policies.PolicyTemplates;

namespace Headgate.Policies;

/// <summary>The forms that a rejected call can become: each stops its like by one thing that can be named, and nothing that anybody wrote in sentences.</summary>
internal static class RejectionTemplates
{
    /// <summary>Nothing is sent to a domain.</summary>
    public const string Messages = "no_messages_to_domain";

    /// <summary>Nobody of a domain becomes a contact.</summary>
    public const string Contacts = "no_new_contacts_of_domain";

    /// <summary>Nothing moves to a stage.</summary>
    public const string Stage = "no_move_to_stage";

    /// <summary>An action is left to people.</summary>
    public const string Action = "people_only";

    /// <summary>All of them, the narrowest first.</summary>
    public static readonly IReadOnlyList<PolicyTemplate> All =
    [
        new(
            Messages,
            "No agent writes to or calls anybody at a domain.",
            [("domain", "the domain", "")],
            v =>
                Rule(
                    $"plan.messages.exists(m, m.domain == {v("domain")})",
                    PolicyEffect.Deny,
                    $"Agents send nothing to {Plain(v("domain"))}.",
                    Example(true, """{"plan":{"messages":[{"domain":""" + v("domain") + "}]}}"),
                    Example(false, """{"plan":{"messages":[{"domain":"elsewhere.invalid"}]}}""")
                )
        ),
        new(
            Contacts,
            "No agent makes a contact or lead with an address at a domain.",
            [("domain", "the domain", "")],
            v =>
                Rule(
                    $"plan.changes.exists(c, c.kind == \"contact\" && c.verb == \"insert\") && records.exists(r, r.kind == \"contact\" && r.is_new && r.domain == {v("domain")})",
                    PolicyEffect.Deny,
                    $"Agents make no contacts of {Plain(v("domain"))}.",
                    Example(true, NewContact(v("domain"))),
                    Example(false, NewContact("\"elsewhere.invalid\""))
                )
        ),
        new(
            Stage,
            "No agent moves an opportunity to a stage.",
            [("stage", "the stage's name", "")],
            v =>
                Rule(
                    $"plan.changes.exists(c, c.kind == \"opportunity\" && c.fields.exists(f, f.name == \"stage_id\")) && records.exists(r, r.kind == \"opportunity\" && r.stage == {v("stage")})",
                    PolicyEffect.Deny,
                    $"Agents move no opportunity to {Plain(v("stage"))}.",
                    Example(true, Move(v("stage"))),
                    Example(false, Move("\"another\""))
                )
        ),
        new(
            Action,
            "An action is left to people.",
            [("action", "the action, such as contacts.create", "")],
            v =>
                Rule(
                    $"call.action == {v("action")}",
                    PolicyEffect.Deny,
                    $"{Plain(v("action"))} is left to people.",
                    Example(true, """{"call":{"action":""" + v("action") + "}}"),
                    Example(false, """{"call":{"action":"another"}}""")
                )
        ),
    ];

    private static string NewContact(string domain) =>
        $"{{\"plan\":{{\"changes\":[{{\"kind\":\"contact\",\"verb\":\"insert\"}}]}},\"records\":[{{\"kind\":\"contact\",\"is_new\":true,\"domain\":{domain}}}]}}";

    private static string Move(string stage) =>
        $"{{\"plan\":{{\"changes\":[{{\"kind\":\"opportunity\",\"fields\":[{{\"name\":\"stage_id\"}}]}}]}},\"records\":[{{\"kind\":\"opportunity\",\"stage\":{stage}}}]}}";

    private static string Plain(string literal) => JsonSerializer.Deserialize<string>(literal)!;
}
