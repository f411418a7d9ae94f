namespace Headgate.Gate.Guards;

/// <summary>Stops a dry run after every other guard has judged: the plan is shown, nothing is applied, claimed or spent.</summary>
public sealed class DryRunGuard : Guard
{
    /// <inheritdoc/>
    public override string Name => "dry_run";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        passage.Basis.DryRun = passage.DryRun;
        return new(passage.DryRun ? Verdict.Stop(Ended.Planned) : Verdict.Pass);
    }
}
