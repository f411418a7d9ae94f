namespace Headgate.Gate.Tests.Doubles;

/// <summary>A guard that writes down when it is asked, and does what a test says.</summary>
public sealed class ProbeGuard(string name, List<string>? seen = null) : Guard
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>What it says of a call.</summary>
    public Func<Passage, Verdict> OfCall { get; init; } = _ => Verdict.Pass;

    /// <summary>What it says of a plan.</summary>
    public Func<Passage, Verdict> OfPlan { get; init; } = _ => Verdict.Pass;

    /// <summary>What it does before the commit.</summary>
    public Action<Passage> OnSettle { get; init; } = _ => { };

    /// <summary>What it does at the end.</summary>
    public Action<Passage> OnRelease { get; init; } = _ => { };

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        seen?.Add($"{name} call");
        return new(OfCall(passage));
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        seen?.Add($"{name} plan");
        return new(OfPlan(passage));
    }

    /// <inheritdoc/>
    public override void Settle(Passage passage)
    {
        seen?.Add($"{name} settle");
        OnSettle(passage);
    }

    /// <inheritdoc/>
    public override void Release(Passage passage)
    {
        seen?.Add($"{name} release");
        OnRelease(passage);
    }
}
