using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Crash;

/// <summary>A real database with the trap at its boundaries. The product has no such places of its own: nothing of this is in it.</summary>
internal sealed class TrappedDatabase(Database inner, Trap trap) : Database
{
    public override Dialect Dialect => inner.Dialect;

    public override string Shown => inner.Shown;

    public override ValueTask<View> Read(string tenant, CancellationToken cancel)
    {
        if (tenant == Everyone)
            trap.Pass(KillPoint.BeforeIntegration);
        return inner.Read(tenant, cancel);
    }

    public override async Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work)
    {
        var isTree = tenant == Everyone;
        trap.Pass(isTree ? KillPoint.Signed : KillPoint.Planned);
        var isCall = false;
        var done = await inner.Write(
            tenant,
            async session =>
            {
                var trapped = new TrappedSession(session, trap);
                var result = await work(trapped);
                isCall = trapped.HasEvent;
                if (isTree)
                    trap.Pass(KillPoint.BeforeTreeCommit);
                else if (isCall)
                    trap.Pass(KillPoint.BeforeCommit);
                return result;
            }
        );
        if (isTree)
            trap.Pass(KillPoint.TreeCommitted);
        else if (isCall)
            trap.Pass(KillPoint.Committed);
        return done;
    }

    public override Task Backup(string target, CancellationToken cancel) => inner.Backup(target, cancel);

    public override Task Scrub(CancellationToken cancel) => inner.Scrub(cancel);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
