namespace Headgate.Gate.Tests.Doubles;

public sealed partial class LedgerMemory
{
    /// <inheritdoc/>
    public override PeoplesWords Approvals { get; } = new();

    /// <inheritdoc/>
    public override RunsRead Taint { get; } = new();

    /// <inheritdoc/>
    public override RecordsAlike Dedupe { get; } = new();

    /// <inheritdoc/>
    public override Rules Policies { get; } = new();

    /// <summary>The rollout plan that reads see when it is not the one in force.</summary>
    public RolloutPlan? Reads { get; set; }

    /// <inheritdoc/>
    public override async ValueTask<RolloutPlan> Rollout(string tenant, CancellationToken cancel) =>
        Reads ?? await base.Rollout(tenant, cancel);
}
