namespace Headgate.Gate;

/// <summary>A guard's word on a call: go on, refuse, or answer at once (a replay, a dry run).</summary>
public readonly record struct Verdict(Refusal? Refusal, Ended? Answer)
{
    /// <summary>Go on.</summary>
    public static Verdict Pass => default;

    /// <summary>Refuse.</summary>
    public static Verdict Refuse(Refusal refusal) => new(refusal, null);

    /// <summary>Stop here with an outcome that is no refusal.</summary>
    public static Verdict Stop(Ended ended) => new(null, ended);

    /// <summary>Whether the call goes on.</summary>
    public bool Passes => Refusal is null && Answer is null;
}

/// <summary>
/// One rule of the gate. It judges the call before anything is read, the plan before anything is written, or both; it settles, in order and whatever
/// happened, just before the commit; it releases what it held afterwards. A guard that throws refuses.
/// </summary>
public abstract class Guard
{
    /// <summary>The first half of its refusal codes and its name in the audit.</summary>
    public abstract string Name { get; }

    /// <summary>Judges the call.</summary>
    public virtual ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel) => new(Verdict.Pass);

    /// <summary>Judges what was decided.</summary>
    public virtual ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel) => new(Verdict.Pass);

    /// <summary>Does its part once it is known how the call ends, before the commit.</summary>
    public virtual void Settle(Passage passage) { }

    /// <summary>Gives back what it held, after the commit.</summary>
    public virtual void Release(Passage passage) { }
}
