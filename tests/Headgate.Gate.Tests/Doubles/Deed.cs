namespace Headgate.Gate.Tests.Doubles;

/// <summary>An action that decides over the rows of a <see cref="MemoryLedger"/>.</summary>
public abstract class Deed(Type input, Type output) : ActionSpec(input, output)
{
    /// <summary>Decides.</summary>
    public abstract Decision Decide(Passage passage, MemoryLedger ledger);
}
