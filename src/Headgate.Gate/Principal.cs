namespace Headgate.Gate;

/// <summary>What a person may do at most. An agent never exceeds the person on whose behalf it acts.</summary>
public enum Role
{
    /// <summary>Everything in the organisation.</summary>
    Admin,

    /// <summary>Owns the rules; everything but people and their roles.</summary>
    RevOps,

    /// <summary>Sells: reads, writes, sends.</summary>
    Rep,

    /// <summary>Reads records and the audit, changes nothing.</summary>
    Auditor,
}

/// <summary>Which owned records somebody sees.</summary>
public enum Visibility
{
    /// <summary>Records that the person owns.</summary>
    Own,

    /// <summary>Records that somebody of the person's team owns, and those without an owner.</summary>
    Team,

    /// <summary>All records of the organisation.</summary>
    All,
}

/// <summary>The two worlds of an organisation; a token belongs to one.</summary>
public enum Realm
{
    /// <summary>The real one.</summary>
    Production,

    /// <summary>A world of its own, whose sends reach only a built-in sink.</summary>
    Sandbox,
}

/// <summary>
/// Who calls: a person, or an agent on a person's behalf. Made by a door from a verified credential; its rights are already the intersection of
/// grant and role.
/// </summary>
public sealed record Principal
{
    /// <summary>The organisation, <c>org_…</c>. It comes from the credential, never from an argument.</summary>
    public required string Tenant { get; init; }

    /// <summary>The person who acts or on whose behalf an agent acts, <c>usr_…</c>.</summary>
    public required string Person { get; init; }

    /// <summary>The person's name as shown in the audit.</summary>
    public string PersonName { get; init; } = "";

    /// <summary>The person's role.</summary>
    public Role Role { get; init; } = Role.Rep;

    /// <summary>Which owned records are seen.</summary>
    public Visibility Sees { get; init; } = Visibility.All;

    /// <summary>The people of the person's team, the person included; only read when <see cref="Sees"/> is <see cref="Visibility.Team"/>.</summary>
    public IReadOnlyList<string> Team { get; init; } = [];

    /// <summary>The agent, <c>agt_…</c>, or none when a person acts.</summary>
    public string? Agent { get; init; }

    /// <summary>The agent's name as shown in the audit.</summary>
    public string? AgentName { get; init; }

    /// <summary>Effective scopes.</summary>
    public Scope Scopes { get; init; }

    /// <summary>Toolsets granted beyond the core.</summary>
    public IReadOnlySet<string> Toolsets { get; init; } = new HashSet<string>();

    /// <summary>Whether an agent's grant shows confidential values: e-mail addresses, phone numbers, cash flow.</summary>
    public bool ContactDetails { get; init; }

    /// <summary>Only these actions, when the grant names actions one by one; otherwise all of core and toolsets.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>The world that the credential belongs to.</summary>
    public Realm Realm { get; init; }

    /// <summary>When the grant ends; every grant of an agent does.</summary>
    public DateTimeOffset Expires { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>A reference to the credential for the audit; never the credential.</summary>
    public string Credential { get; init; } = "";

    /// <summary>Whose sign-in link let this person in, <c>usr_…</c>, when it was somebody else's: the two do not count as two people.</summary>
    public string? LetInBy { get; init; }

    /// <summary>The person's time zone (IANA).</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether a person acts without an agent between.</summary>
    public bool IsPerson => Agent is null;

    /// <summary>For whom answers are written.</summary>
    public Audience Audience =>
        IsPerson ? Audience.Person
        : ContactDetails ? Audience.Details
        : Audience.Handles;

    /// <summary>The id that limits, keys and runs are counted under: the agent, else the person.</summary>
    public string Actor => Agent ?? Person;

    /// <summary>What a role may do at most.</summary>
    public static Scope CeilingOf(Role role) =>
        role switch
        {
            Role.Admin or Role.RevOps => Scope.All,
            Role.Rep => Scope.Read | Scope.Write | Scope.Comms,
            Role.Auditor => Scope.Read | Scope.Admin,
            _ => Scope.None,
        };
}
