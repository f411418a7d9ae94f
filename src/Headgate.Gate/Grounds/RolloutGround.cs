namespace Headgate.Gate.Grounds;

/// <summary>How far the rollout plan had let agents in, while one stood.</summary>
public sealed record RolloutGround
{
    /// <summary>The area of the fourth week that the action belongs to.</summary>
    public string? Area { get; init; }

    /// <summary>Whether that area is open.</summary>
    public bool AreaOpen { get; init; }

    /// <summary>Whether the action only describes tools.</summary>
    public bool Describes { get; init; }

    /// <summary>Whether the plan names the action among its tools, and it reads.</summary>
    public bool InTools { get; init; }

    /// <summary>Whether it is the plan's agent.</summary>
    public bool IsAgent { get; init; }

    /// <summary>Whether it acts for the plan's owner.</summary>
    public bool IsOwner { get; init; }

    /// <summary>Whether the grant names its tools one by one.</summary>
    public bool Named { get; init; }

    /// <summary>What the call's plan is to the second week.</summary>
    public OfAPlan? Plan { get; init; }

    /// <summary>Whether the action is one that the second week adds.</summary>
    public bool SecondWeek { get; init; }

    /// <summary>The week.</summary>
    public int Week { get; init; }

    /// <summary>Whether the action is of workflows.</summary>
    public bool Workflows { get; init; }

    /// <summary>A plan as the second week looks at it.</summary>
    public sealed record OfAPlan
    {
        /// <summary>Whether it sets a status that was not allowed.</summary>
        public bool OtherStatus { get; init; }

        /// <summary>Whether it holds nothing but small writes.</summary>
        public bool Small { get; init; }
    }

    // What is no week of the plan is the first.
    private bool IsLate => Week is 3 or 4;

    /// <summary>The word on the call.</summary>
    public string OfCall()
    {
        if (Describes)
            return Said.Pass;
        if (!IsLate)
            return !IsAgent ? "rollout.agent"
                : !IsOwner ? "rollout.owner"
                : InTools || Week == 2 && SecondWeek ? Said.Pass
                : "rollout.week";
        return !Named ? "rollout.grant_per_tool"
            : Week == 3 && (Area is not null || Workflows) ? "rollout.week"
            : Area is not null && !AreaOpen ? "rollout.area"
            : Said.Pass;
    }

    /// <summary>The word on the plan; nothing when it passes.</summary>
    public string? OfPlan() =>
        Plan is null || IsLate ? null
        : Week != 2 || !Plan.Small ? "rollout.week"
        : Plan.OtherStatus ? "rollout.status"
        : null;
}
