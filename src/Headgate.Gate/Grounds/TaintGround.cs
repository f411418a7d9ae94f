namespace Headgate.Gate.Grounds;

/// <summary>What a run had read, and what its plan does that a person must see for it.</summary>
public sealed record TaintGround
{
    /// <summary>What is built on text from outside, whatever the run has read.</summary>
    public IReadOnlyList<string>? Derived { get; init; }

    /// <summary>What the plan does that a run which has read text from outside may not do by itself.</summary>
    public IReadOnlyList<string>? Signs { get; init; }

    /// <summary>How many records from outside it had read.</summary>
    public int Sources { get; init; }

    /// <summary>Whether it counts as having read text from outside.</summary>
    public bool Tainted { get; init; }

    /// <summary>The codes that hold the plan.</summary>
    public IReadOnlyList<string> OfPlan() => [.. (Derived ?? []).Concat(Tainted ? Signs ?? [] : []).Distinct().Select(s => "taint." + s)];
}
