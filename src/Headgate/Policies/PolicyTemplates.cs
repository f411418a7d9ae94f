using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Policies;

/// <summary>The policies that most organisations want, to be filled in; four of them are on from the first day.</summary>
public static class PolicyTemplates
{
    private static readonly string Deal = "opp_" + new string('0', 26);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<PolicyTemplate> All =
    [
        new(
            "no_outbound_to_list",
            "Nothing goes out to anybody on a list, such as competitors: neither to their domains nor to contacts there.",
            [("list", "the list's name", "competitors")],
            v =>
                Rule(
                    $"plan.messages.exists(m, lists.contains({v("list")}, m.domain)) || size(plan.messages) > 0 && records.exists(r, r.domain != \"\" && lists.contains({v("list")}, r.domain))",
                    PolicyEffect.Deny,
                    $"Nothing goes out to anybody on the list {v("list").Trim('"')}.",
                    Example(true, """{"plan":{"messages":[{"domain":"rival.example"}]},"facts":{"lists.contains":true}}"""),
                    Example(false, """{"plan":{"messages":[{"domain":"friend.example"}]},"facts":{"lists.contains":false}}""")
                )
        ),
        new(
            "no_email_when_domain_is",
            "No e-mail leaves while the health of the sender's domain is at a level.",
            [("level", "red or yellow", "red")],
            v =>
                Rule(
                    $"plan.messages.exists(m, m.channel == \"email\" && domain_health(m.from_domain) == {v("level")})",
                    PolicyEffect.Deny,
                    $"No e-mail leaves while the sender's domain is {v("level").Trim('"')}.",
                    Example(true, """{"plan":{"messages":[{"from_domain":"us.example"}]},"facts":{"domain_health":""" + v("level") + "}}"),
                    Example(false, """{"plan":{"messages":[{"from_domain":"us.example"}]},"facts":{"domain_health":"green"}}""")
                )
        ),
        new(
            "activity_before_stage_move",
            "No opportunity moves to another stage without an activity logged with it in the last days.",
            [("days", "how many days", 7)],
            v =>
                Rule(
                    $"plan.changes.exists(c, c.kind == \"opportunity\" && c.verb == \"update\" && c.fields.exists(f, f.name == \"stage_id\") && history.count(\"activity\", c.id, duration(string({v("days")} * 24) + \"h\")) == 0)",
                    PolicyEffect.Deny,
                    $"No activity was logged with this opportunity in the last {v("days")} days; log what happened, then move it.",
                    Example(true, Move(0)),
                    Example(false, Move(1))
                )
        ),
        new(
            "no_pii_in_context",
            "Personal data of a class never reaches an agent: regulated, or confidential and regulated.",
            [("class", "regulated or confidential", "regulated")],
            v =>
                Rule(
                    $"{v("class")} in result.classes || \"regulated\" in result.classes",
                    PolicyEffect.Mask,
                    $"What is {v("class").Trim('"')} is masked for agents.",
                    Example(true, """{"result":{"classes":[""" + v("class") + "]}}"),
                    Example(false, """{"result":{"classes":["internal"]}}""")
                ) with
                {
                    Masks = [v("class").Trim('"')],
                }
        ),
        new(
            "amount_needs_approval",
            "A change of an opportunity that is worth more than an amount waits for a person.",
            [("amount", "the amount, in the opportunity's currency", null)],
            v =>
                Rule(
                    $"plan.changes.exists(c, c.kind == \"opportunity\") && records.exists(r, r.kind == \"opportunity\" && r.amount > double({v("amount")}))",
                    PolicyEffect.RequireApproval,
                    $"This opportunity is worth more than {v("amount")}.",
                    Example(
                        true,
                        """{"plan":{"changes":[{"kind":"opportunity"}]},"records":[{"kind":"opportunity","amount":""" + v("amount") + "9}]}"
                    ),
                    Example(false, """{"plan":{"changes":[{"kind":"opportunity"}]},"records":[{"kind":"opportunity","amount":0}]}""")
                )
        ),
        new(
            "business_hours",
            "Nothing goes out at night or at the weekend.",
            [("from", "the first hour", 9), ("to", "the hour after the last", 17), ("time_zone", "IANA name", "UTC")],
            v =>
                Rule(
                    $"size(plan.messages) > 0 && (call.at.getHours({v("time_zone")}) < {v("from")} || call.at.getHours({v("time_zone")}) >= {v("to")} || call.at.getDayOfWeek({v("time_zone")}) in [0, 6])",
                    PolicyEffect.Deny,
                    $"Messages leave from {v("from")} to {v("to")} on working days ({v("time_zone").Trim('"')}).",
                    Example(true, """{"call":{"at":"2026-01-04T12:00:00Z"},"plan":{"messages":[{}]}}"""),
                    Example(false, """{"call":{"at":"2026-01-04T12:00:00Z"}}""")
                )
        ),
        .. RejectionTemplates.All,
    ];

    /// <summary>What a new organisation begins with, by name and template.</summary>
    public static readonly IReadOnlyList<(string Name, string Template)> Golden =
    [
        ("no_outbound_to_competitors", "no_outbound_to_list"),
        ("no_email_from_red_domain", "no_email_when_domain_is"),
        ("activity_before_stage_move", "activity_before_stage_move"),
        ("no_regulated_data", "no_pii_in_context"),
    ];

    /// <summary>A template with its usual values.</summary>
    public static PolicyRule Usual(string template, string name) =>
        All.Single(t => t.Name == template).Fill(name, new Dictionary<string, JsonElement>(StringComparer.Ordinal)).Rule!;

    internal static PolicyRule Rule(string when, PolicyEffect effect, string message, params PolicyExample[] examples) =>
        new()
        {
            Name = "",
            When = when,
            Effect = effect,
            Message = message,
            Examples = examples,
        };

    internal static PolicyExample Example(bool applies, string given) => new() { Applies = applies, Given = JsonElement.Parse(given) };

    private static string Move(int activities) =>
        $"{{\"plan\":{{\"changes\":[{{\"kind\":\"opportunity\",\"id\":\"{Deal}\",\"fields\":[{{\"name\":\"stage_id\"}}]}}]}},\"facts\":{{\"history.count\":{activities}}}}}";
}
