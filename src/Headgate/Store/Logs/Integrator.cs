using Headgate.Gate;
using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>
/// Puts committed events into their organisations' trees, signs each tree's checkpoint and adds it to the file outside the database. Of several nodes one
/// does it at a time, and any can go on. It refuses to sign anything that its own earlier checkpoints contradict.
/// </summary>
internal sealed class Integrator(Database database, LogKey key, CheckpointFile file, TimeProvider time) : IDisposable
{
    /// <summary>Who signs.</summary>
    public LogKey Key => key;

    /// <summary>Where checkpoints are kept outside the database.</summary>
    public CheckpointFile File => file;

    /// <summary>The most events of one step.</summary>
    public const int Most = 4096;

    private readonly SemaphoreSlim _one = new(1);
    private bool _isChecked;

    /// <summary>Why it signs nothing; nothing as long as it does.</summary>
    public string? Refuses { get; private set; }

    /// <summary>Integrates everything that is committed.</summary>
    public async Task All(CancellationToken cancel)
    {
        while (await Step(cancel)) { }
    }

    /// <summary>Integrates some.</summary>
    /// <returns>Whether there is probably more.</returns>
    public async Task<bool> Step(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (!_isChecked)
            {
                Refuses = await Contradiction(cancel);
                _isChecked = Refuses is null;
            }
            return _isChecked && await Grow(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<bool> Grow(CancellationToken cancel)
    {
        await using var view = await database.Read(Database.Everyone, cancel);
        // Held as long as the view: another node finds nothing to do meanwhile, and goes on when this one is gone.
        if (!await Leads(view.Session))
            return false;
        var cursor =
            await new StoredLog(view.Session, Database.Everyone).State() ?? throw new StoreException("The log's state is missing.");
        var events = await FreshEvent.After(view.Session, cursor, Most);
        if (events.Count == 0)
            return false;
        List<(Growth Growth, NoteSigner Signer, SignedNote Note, long? Place)> grown = [];
        var root = await Growth.Open(view.Session, Database.Everyone);
        foreach (var its in events.GroupBy(e => e.Tenant, StringComparer.Ordinal))
        {
            var growth = await Growth.Open(view.Session, its.Key);
            foreach (var one in its)
                growth.Add(one.Body, one.Xid, one.Seq);
            var signer = key.SignerOf(its.Key);
            var note = growth.Sign(signer);
            grown.Add((growth, signer, note, root.Size));
            root.Add(note.ToBytes(), 0, root.Size);
        }
        var over = key.SignerOf(Database.Everyone);
        grown.Add((root, over, root.Sign(over), null));
        var at = time.GetUtcNow();
        var committed = await database.Write(
            Database.Everyone,
            async session =>
            {
                foreach (var (growth, signer, note, place) in grown)
                    if (!await growth.Write(session, signer, note, place, at, place is null ? (events[^1].Xid, events[^1].Seq) : default))
                        return new(Applied.VersionChanged);
                return new(Applied.Done);
            }
        );
        if (committed.Applied != Applied.Done)
            return false;
        file.Append(grown.Select(g => g.Note.ToString()));
        return events.Count == Most;
    }

    private static async ValueTask<bool> Leads(Session session) =>
        session.Dialect == Dialect.Sqlite
        || await session.Scalar("SELECT pg_try_advisory_xact_lock(hashtext('headgate log'), hashtext(current_schema()))") is true;

    // What it signed last, as the file has it, must be a beginning of what the database has; what the file lacks after a crash is added.
    private async Task<string?> Contradiction(CancellationToken cancel)
    {
        file.Mend();
        var last = new Dictionary<string, SignedNote>(StringComparer.Ordinal);
        foreach (var (_, note) in file.Read())
            if (note is not null)
                last[note.Text[..note.Text.IndexOf('\n')]] = note;
        await using var view = await database.Read(Database.Everyone, cancel);
        foreach (var (origin, note) in last)
            if (await Contradicts(view.Session, origin, note) is { } why)
                return why;
        var missing = new List<string>();
        foreach (
            var tenant in await view.Session.Query<string>(
                "SELECT s.tenant FROM log_states s WHERE s.tenant = @tenant OR @tenant = '*'",
                ("tenant", Database.Everyone)
            )
        )
        {
            var log = new StoredLog(view.Session, tenant);
            if (await log.Head() is { } newest && !SignedNote.Read(newest).IsSignedBy(key.SignerOf(tenant).Key))
                return "The database's checkpoints were signed with another key. Restore the file log.key of this data folder from a backup.";
            for (var size = last.TryGetValue(LogKey.OriginOf(tenant), out var known) ? Checkpoint.Read(known.Text).Size : 0; ; )
            {
                var heads = await log.HeadsAbove(size, Most);
                missing.AddRange(heads);
                if (heads.Count < Most)
                    break;
                size = Checkpoint.Read(SignedNote.Read(heads[^1]).Text).Size;
            }
        }
        if (missing.Count > 0)
            file.Append(missing);
        return null;
    }

    private async ValueTask<string?> Contradicts(Session session, string origin, SignedNote note)
    {
        var tenant = origin == LogKey.OriginOf(Database.Everyone) ? Database.Everyone : origin["headgate/".Length..];
        if (!note.IsSignedBy(key.SignerOf(tenant).Key))
            return $"The last checkpoint of {origin} in {file.Path} was signed with another key. Restore the file log.key of this data folder from a backup.";
        var head = Checkpoint.Read(note.Text);
        var log = new StoredLog(session, tenant);
        var size = (await log.State())?.Size ?? 0;
        if (size < head.Size)
            return $"The database has {size} entries of {origin}; {file.Path} has a signed checkpoint of {head.Size}. The database was put back to an older state, or the file is another store's.";
        return await log.Tree(head.Size).Root() == head.Root
            ? null
            : $"The first {head.Size} entries of {origin} are not those of the signed checkpoint in {file.Path}. The log was forked.";
    }
}
