using Headgate.Gate;

namespace Headgate.Bench;

/// <summary>A ledger that decides over the store and commits nothing: what is left is the gate and what it reads, without the wait for the disk.</summary>
internal sealed class Uncommitted(Ledger inner) : Ledger
{
    public override ValueTask<Decision> Decide(Passage passage, CancellationToken cancel) => inner.Decide(passage, cancel);

    public override ValueTask<Committed> Commit(Passage passage, CancellationToken cancel) => new(new Committed(Applied.Done));
}
