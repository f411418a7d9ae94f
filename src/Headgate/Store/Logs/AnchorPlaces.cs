using Headgate.Gate;
using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>How far one anchor has the logs of this store, and what it is to be given next.</summary>
/// <param name="database">The store.</param>
/// <param name="anchor">The anchor, as it is known in the store.</param>
internal sealed class AnchorPlaces(Database database, string anchor)
{
    // A proof that several witnesses signed needs one checkpoint that all of them did; the slowest has a minute.
    private const int Kept = 64;

    /// <summary>The logs that have entries: an organisation's, or everybody's.</summary>
    public async Task<List<AnchoredLog>> Logs(string tenant, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return await view.Session.Query<AnchoredLog>(
            """
            SELECT s.tenant, s.size, (SELECT MAX(a.size) FROM log_anchors a WHERE a.tenant = s.tenant AND a.anchor = @anchor) AS anchored
            FROM log_states s WHERE (s.tenant = @tenant OR @tenant = '*') AND s.size > 0 ORDER BY s.tenant
            """,
            ("tenant", tenant),
            ("anchor", anchor)
        );
    }

    /// <summary>How far the anchor is known to have a log.</summary>
    public async Task<long?> Of(string tenant, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return
            await view.Session.Scalar(
                "SELECT MAX(a.size) FROM log_anchors a WHERE a.tenant = @tenant AND a.anchor = @anchor",
                ("tenant", tenant),
                ("anchor", anchor)
            )
                is long size
            ? size
            : null;
    }

    /// <summary>The newest checkpoint; nothing before the first.</summary>
    public async Task<SignedNote?> Newest(string tenant, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        var log = new StoredLog(view.Session, tenant);
        return await log.State() is { Size: > 0 } state && await log.Head(state.Size) is { } head ? SignedNote.Read(head) : null;
    }

    /// <summary>The proof that a checkpoint's tree only adds to an earlier one.</summary>
    /// <exception cref="LogException">The store lacks a tile.</exception>
    public async Task<IReadOnlyList<TreeHash>> Consistency(string tenant, long from, long size, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return await new StoredLog(view.Session, tenant).Tree(size).Consistency(from);
    }

    /// <summary>The root of the tree as it was.</summary>
    /// <exception cref="LogException">The store lacks a tile.</exception>
    public async Task<TreeHash> RootAt(string tenant, long size, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return await new StoredLog(view.Session, tenant).Tree(size).Root();
    }

    /// <summary>Keeps that the anchor has a checkpoint, and its signature if it gave one.</summary>
    public Task Keep(string tenant, long size, string? line, DateTimeOffset at) =>
        database.Write(
            tenant,
            async session =>
            {
                await session.Execute(
                    "INSERT INTO log_anchors (tenant, anchor, size, at, line) VALUES (@tenant, @anchor, @size, @at, @line) ON CONFLICT (tenant, anchor, size) DO NOTHING",
                    ("tenant", tenant),
                    ("anchor", anchor),
                    ("size", size),
                    ("at", at),
                    ("line", line)
                );
                await session.Execute(
                    """
                    DELETE FROM log_anchors WHERE tenant = @tenant AND anchor = @anchor AND size <
                      (SELECT MIN(k.size) FROM (SELECT a.size FROM log_anchors a WHERE a.tenant = @tenant AND a.anchor = @anchor ORDER BY a.size DESC LIMIT @kept) k)
                    """,
                    ("tenant", tenant),
                    ("anchor", anchor),
                    ("kept", Kept)
                );
                return new(Applied.Done);
            }
        );
}
