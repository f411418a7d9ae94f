namespace Headgate.Gate.Grounds;

/// <summary>The grant, and what the action asks of one.</summary>
public sealed record ScopesGround
{
    // The words of roles, made once: every call has one.
    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(r => r.ToLowerInvariant())];

    /// <summary>Whether an agent acts.</summary>
    public bool Agent { get; init; }

    /// <summary>How long the grant was still good for, in milliseconds; nothing when it does not end.</summary>
    public long? ExpiresInMs { get; init; }

    /// <summary>Whether the action is for people alone.</summary>
    public bool ForPeople { get; init; }

    /// <summary>Whether the grant has the action's toolset.</summary>
    public bool Granted { get; init; }

    /// <summary>The scopes of the grant: 1 read, 2 write, 4 comms, 8 admin.</summary>
    public int Has { get; init; }

    /// <summary>Whether the grant names the action; nothing when it names none.</summary>
    public bool? Named { get; init; }

    /// <summary>The scope of the action.</summary>
    public int Needs { get; init; }

    /// <summary>The role of the person.</summary>
    public string Role { get; init; } = "";

    /// <summary>Whether the plan sends.</summary>
    public bool Sends { get; init; }

    /// <summary>The action's toolset; nothing when every grant has it.</summary>
    public string? Toolset { get; init; }

    /// <summary>Whether the action writes or sends.</summary>
    public bool Writes { get; init; }

    /// <summary>Of a call.</summary>
    public static ScopesGround Of(Principal by, ActionSpec action, DateTimeOffset now) =>
        new()
        {
            Agent = !by.IsPerson,
            // Rounded up: what is left of the last millisecond is still left.
            ExpiresInMs = by.Expires == DateTimeOffset.MaxValue ? null : (long)Math.Ceiling((by.Expires - now).TotalMilliseconds),
            ForPeople = action.Offered == Offered.People,
            Granted = action.Toolset != ActionSpec.Core && by.Toolsets.Contains(action.Toolset),
            Has = (int)by.Scopes,
            Named = by.Only?.Contains(action.Id),
            Needs = (int)action.Scope,
            Role = Roles[(int)by.Role],
            Toolset = action.Toolset == ActionSpec.Core ? null : action.Toolset,
            Writes = action.Effect != Effect.Read,
        };

    /// <summary>The word on the call.</summary>
    public string OfCall() =>
        ExpiresInMs <= 0 ? "scopes.expired"
        : ForPeople && Agent ? "scopes.person_only"
        : !May((Scope)Needs) ? "scopes.missing"
        // Signing in and out needs no scope, and is nobody's record.
        : Role == "auditor" && Writes && Needs != 0 ? "scopes.role"
        : Agent && Toolset is not null && !Granted ? "scopes.toolset"
        : Named == false ? "scopes.tool"
        : Said.Pass;

    /// <summary>The word on the plan; nothing when it passes.</summary>
    public string? OfPlan() => Sends && !May(Scope.Comms) ? "scopes.missing" : null;

    // A role that nobody knows is none of the roles, and may do nothing.
    private bool May(Scope needs) => ((Scope)Has & Principal.CeilingOf((Role)Array.IndexOf(Roles, Role))).HasFlag(needs);
}
