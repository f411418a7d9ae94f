namespace Headgate.Gate.Grounds;

/// <summary>How the switches stood.</summary>
public sealed record KillSwitchGround
{
    /// <summary>The switches that had to be on for the call.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>The first of them that was off.</summary>
    public string? Off { get; init; }

    /// <summary>Whether a person acts.</summary>
    public bool Person { get; init; }

    /// <summary>The same for the plan.</summary>
    public OfAPlan? Plan { get; init; }

    /// <summary>What a plan does with switches and messages.</summary>
    public sealed record OfAPlan
    {
        /// <summary>The switches that had to be on.</summary>
        public IReadOnlyList<string>? Asked { get; init; }

        /// <summary>The first of them that was off.</summary>
        public string? Off { get; init; }

        /// <summary>Whether it releases what was held back.</summary>
        public bool Releases { get; init; }

        /// <summary>Whether it turns a switch on.</summary>
        public bool TurnsOn { get; init; }
    }

    /// <summary>The word on the call.</summary>
    public string OfCall() => Off is null ? Said.Pass : Switches.Off(Off).Code;

    /// <summary>The word on the plan; nothing when it passes.</summary>
    public string? OfPlan() =>
        Plan is null ? null
        : (Plan.TurnsOn || Plan.Releases) && !Person ? "kill_switch.person_only"
        : Plan.Off is { } off ? Switches.Off(off).Code
        : null;
}
