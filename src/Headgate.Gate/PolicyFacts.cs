namespace Headgate.Gate;

/// <summary>Judges a decision by the organisation's own rules. The gate knows no language: whoever keeps the rules brings one. Without them nothing is ruled.</summary>
public class PolicyFacts
{
    /// <summary>What the rules say of a call and its plan.</summary>
    public virtual ValueTask<Judgement> Judge(Passage passage, CancellationToken cancel) => new(Judgement.None);
}
