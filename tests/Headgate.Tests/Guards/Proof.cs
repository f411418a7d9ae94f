namespace Headgate.Tests.Guards;

/// <summary>What must be seen of an action through a way in.</summary>
internal enum Proof
{
    /// <summary>The way does not lead there at all.</summary>
    Hidden,

    /// <summary>A grant without the action's scope is refused.</summary>
    Scope,

    /// <summary>A grant without the action's toolset is refused.</summary>
    Toolset,

    /// <summary>An agent is refused what only people may do.</summary>
    People,

    /// <summary>A grant that has ended is refused.</summary>
    Expired,

    /// <summary>An argument that the schema does not know is refused.</summary>
    Schema,

    /// <summary>A key that was used for other arguments is refused.</summary>
    Idempotency,

    /// <summary>Nothing is sent while outbound is off.</summary>
    KillSwitch,

    /// <summary>An agent that the week of the rollout plan does not name is refused.</summary>
    Rollout,

    /// <summary>A record whose unique key exists is refused.</summary>
    Dedupe,

    /// <summary>A record that is like one there is waits for a person.</summary>
    Similar,

    /// <summary>What a policy denies is refused.</summary>
    Policy,

    /// <summary>A tool that has failed too often is not called.</summary>
    Breaker,

    /// <summary>What an agent has no room for is refused.</summary>
    Limits,

    /// <summary>A dry run shows a plan and changes nothing.</summary>
    DryRun,

    /// <summary>A regulated value in a text of an agent is refused.</summary>
    Classification,

    /// <summary>Handles stand for what a grant does not show.</summary>
    Handles,

    /// <summary>Regulated values are masked.</summary>
    Redact,

    /// <summary>One audit event tells of the call.</summary>
    Audit,
}
