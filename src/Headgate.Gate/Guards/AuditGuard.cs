namespace Headgate.Gate.Guards;

/// <summary>Makes the event of every call, refusals included. The ledger writes it in the commit of the effect.</summary>
public sealed class AuditGuard(TimeProvider time) : Guard
{
    /// <inheritdoc/>
    public override string Name => "audit";

    /// <inheritdoc/>
    public override void Settle(Passage passage) => passage.Event = new(passage, time.GetElapsedTime(passage.Started));
}
