using Headgate.Cel;

namespace Headgate.Policies;

/// <summary>
/// What a policy may name. <c>call</c> and <c>plan</c> are what was decided; <c>records</c> are the accounts, contacts and opportunities that the plan touches,
/// as they will be; the functions ask history, the organisation's lists and the health of a domain.
/// </summary>
public static class PolicyLanguage
{
    /// <summary>How often something happened to a record: activity, call, email, meeting, sms, visit, outbound, stage_move or change.</summary>
    public const string Count = "history.count(string, string, duration) -> int";

    /// <summary>Whether one of the organisation's lists has a value, or for a domain one that it belongs to.</summary>
    public const string Contains = "lists.contains(string, string) -> bool";

    /// <summary>green, yellow, red or unknown.</summary>
    public const string Health = "domain_health(string) -> string";

    /// <summary>What may stand first in <see cref="Count"/>.</summary>
    public static readonly IReadOnlyList<string> Histories =
    [
        "activity",
        "call",
        "email",
        "meeting",
        "sms",
        "visit",
        "other",
        "outbound",
        "stage_move",
        "change",
    ];

    internal static readonly CelType Call = CelType.Record(
        "call",
        ("action", CelType.String),
        ("tool", CelType.String),
        ("effect", CelType.String),
        ("door", CelType.String),
        ("at", CelType.Timestamp),
        ("time_zone", CelType.String),
        ("agent", CelType.String),
        ("agent_name", CelType.String),
        ("person", CelType.String),
        ("role", CelType.String),
        ("run", CelType.String),
        ("toolset", CelType.String),
        ("dry_run", CelType.Bool)
    );

    internal static readonly CelType Plan = CelType.Record(
        "plan",
        (
            "changes",
            CelType.List(
                CelType.Record(
                    "change",
                    ("kind", CelType.String),
                    ("verb", CelType.String),
                    ("id", CelType.String),
                    ("fields", CelType.List(CelType.Record("field", ("name", CelType.String), ("from", CelType.Dyn), ("to", CelType.Dyn))))
                )
            )
        ),
        (
            "messages",
            CelType.List(
                CelType.Record(
                    "message",
                    ("channel", CelType.String),
                    ("to", CelType.String),
                    ("domain", CelType.String),
                    ("from_domain", CelType.String),
                    ("contact", CelType.String),
                    ("subject", CelType.String),
                    ("body", CelType.String),
                    ("documents", CelType.List(CelType.Record("document", ("id", CelType.String), ("kind", CelType.String))))
                )
            )
        ),
        ("size", CelType.Int)
    );

    internal static readonly CelType Result = CelType.Record("result", ("classes", CelType.List(CelType.String)));

    internal static readonly CelType Records = CelType.List(
        CelType.Record(
            "record",
            ("kind", CelType.String),
            ("id", CelType.String),
            ("is_new", CelType.Bool),
            ("owner", CelType.String),
            ("lifecycle", CelType.String),
            ("status", CelType.String),
            ("stage", CelType.String),
            ("amount", CelType.Double),
            ("currency", CelType.String),
            ("account", CelType.String),
            ("domain", CelType.String),
            ("last_activity", CelType.Timestamp)
        )
    );

    private static readonly Cel.Environment Known = new Cel.Environment
    {
        // A call waits for its rules: what one may spend is a fifth of what the language allows.
        Limits = new() { Characters = 4_000, Cost = 200_000 },
    }
        .Variable("call", Call)
        .Variable("plan", Plan)
        .Variable("result", Result)
        .Variable("records", Records)
        .Function(Count, cost: 20)
        .Function(Contains, cost: 20)
        .Function(Health, cost: 20);

    /// <summary>Compiles the condition under which a policy applies.</summary>
    public static Compilation Compile(string when) => Known.Compile(when);
}
