using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

/// <summary>
/// A store that does all work twice: once undone, and again. So does a group of commits when one of them cannot be done; work that remembers what it did
/// the first time is found here.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="between">What somebody else does in between.</param>
internal sealed class Again(Database inner, Func<Task>? between = null) : Database
{
    public override Dialect Dialect => inner.Dialect;

    public override string Shown => inner.Shown;

    public override ValueTask<View> Read(string tenant, CancellationToken cancel) => inner.Read(tenant, cancel);

    public override async Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work)
    {
        await inner.Write(
            tenant,
            async session =>
            {
                await work(session);
                return new(Applied.VersionChanged);
            }
        );
        if (between is not null)
            await between();
        return await inner.Write(tenant, work);
    }

    public override Task Backup(string target, CancellationToken cancel) => inner.Backup(target, cancel);

    public override Task Scrub(CancellationToken cancel) => inner.Scrub(cancel);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
