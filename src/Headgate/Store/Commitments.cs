using System.Collections.Concurrent;
using System.Security.Cryptography;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// The keys under which organisations' audits commit to what they do not show. The newest is in use; an erasure destroys all and the next call makes one.
/// Another node may use a destroyed key for a minute: what it commits to then can be neither checked nor guessed by anybody.
/// </summary>
internal sealed class Commitments(Database database, Sealer sealer)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (CommitmentKey Key, DateTimeOffset Read)> _keys = new(StringComparer.Ordinal);

    /// <summary>The key in use, made when there is none.</summary>
    public async ValueTask<CommitmentKey> Of(string tenant, DateTimeOffset now, CancellationToken cancel)
    {
        if (_keys.TryGetValue(tenant, out var known) && (now - known.Read).Duration() < Kept)
            return known.Key;
        var key = await Newest(tenant, cancel) ?? await Make(tenant, now, cancel);
        _keys[tenant] = (key, now);
        return key;
    }

    /// <summary>Reads it again with the next call.</summary>
    public void Forget(string tenant) => _keys.TryRemove(tenant, out _);

    private async ValueTask<CommitmentKey?> Newest(string tenant, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        var rows = await view.Session.Query<Row>(
            "SELECT id, wrapped FROM commitment_keys WHERE tenant = @tenant ORDER BY id DESC LIMIT 1",
            ("tenant", tenant)
        );
        return rows is [var row] ? new(row.Id, sealer.Unwrap(tenant, row.Id, row.Wrapped)) : null;
    }

    private async Task<CommitmentKey> Make(string tenant, DateTimeOffset now, CancellationToken cancel)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var id = Ids.Fresh("key", now);
        await database.Write(
            tenant,
            async session =>
            {
                await session.Execute(
                    "INSERT INTO commitment_keys (tenant, id, wrapped) VALUES (@tenant, @id, @wrapped)",
                    ("tenant", tenant),
                    ("id", id),
                    ("wrapped", sealer.Wrap(tenant, id, key))
                );
                return new(Applied.Done);
            }
        );
        // Two may have made one at the same time: all take the newest.
        return (await Newest(tenant, cancel))!.Value;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public byte[] Wrapped { get; init; } = [];
    }
}
