using Headgate.Gate;

namespace Headgate.Store;

/// <summary>An action that decides over a <see cref="Reader"/>. The ledger calls it; nothing else can.</summary>
public abstract class ReaderAction(Type input, Type output) : ActionSpec(input, output)
{
    /// <summary>Decides. Returns an answer and a plan; reads, and does nothing.</summary>
    /// <exception cref="RefusedException">The action refuses.</exception>
    protected internal abstract ValueTask<Decision> Decide(object input, Call call, Reader reader);
}
