using Headgate.Gate;

namespace Headgate.Store;

/// <summary>One database: read sessions that cannot write, and a way to write that returns only when it is durable.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Which database this is.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>What it is and where, for logs and the status page; no secrets.</summary>
    public abstract string Shown { get; }

    /// <summary>A read-only view of one organisation, consistent for as long as it is held.</summary>
    public abstract ValueTask<View> Read(string tenant, CancellationToken cancel);

    /// <summary>
    /// Writes for one organisation. What the work returns decides: anything but <see cref="Applied.Done"/> undoes it. Returns when the commit is durable.
    /// </summary>
    public abstract Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work);

    /// <summary>Copies the database, consistent and while it is in use, to a file or folder.</summary>
    public abstract Task Backup(string target, CancellationToken cancel);

    /// <summary>Sees to it that what was deleted is no longer in the database's files, as far as the database can.</summary>
    public abstract Task Scrub(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A tenant that sees every row: for migrations, credentials and the audit's integrator; never for a call.</summary>
    internal const string Everyone = "*";
}

/// <summary>A session that can only read, given back when disposed.</summary>
public sealed class View(Session session, Func<ValueTask> giveBack, Func<bool, ValueTask> hold) : IAsyncDisposable
{
    /// <summary>The session.</summary>
    public Session Session => session;

    /// <summary>Lets go of what it sees while something else ends, so that nothing waits for it, and then sees what is there by then.</summary>
    public async ValueTask Renew(Task after)
    {
        await hold(false);
        await after;
        await hold(true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => giveBack();
}
