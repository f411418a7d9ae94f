namespace Headgate.Gate.Tests.Doubles;

/// <summary>Policies that say what a test says; none until it does.</summary>
public sealed class Rules : PolicyFacts
{
    /// <summary>What they say.</summary>
    public Func<Passage, Judgement> Say { get; set; } = _ => Judgement.None;

    /// <inheritdoc/>
    public override ValueTask<Judgement> Judge(Passage passage, CancellationToken cancel) => new(Say(passage));
}
