using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>Writes a log as a bundle that anybody verifies without this program: its entries, tiles, payloads and checkpoints.</summary>
internal sealed class LogExport(Session session, string tenant, BundleFolder bundle)
{
    private const int MostHeads = 64;

    private readonly StoredLog _log = new(session, tenant);

    /// <summary>Writes it.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="StoreException">There is no log yet.</exception>
    public async ValueTask<long> Run(DateTimeOffset at)
    {
        if (await _log.State() is not { } state || await _log.Cosigned(state.Size) is not { } head)
            throw new StoreException("Nothing is in the log yet. Wait a second and export again.");
        for (var (level, count) = (0, state.Size); count > 0; level++, count /= Tile.Full)
        for (var n = 0L; n * Tile.Full < count; n++)
            if (await _log.TileAt(level, n) is { } row)
                await Put(row);
        bundle.Put("checkpoint", head.ToBytes());
        bundle.Put("heads", [.. (await Heads(state.Size)).SelectMany(HeadFile.Record)]);
        bundle.Put(
            "log.json",
            Encoding.UTF8.GetBytes(
                $$"""{"made_at":"{{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","origin":"{{LogKey.OriginOf(tenant)}}","tenant":"{{tenant}}","v":1,"vkey":"{{state.Vkey}}"}"""
                    + "\n"
            )
        );
        return state.Size;
    }

    private async ValueTask Put(TileRow row)
    {
        bundle.Put(new Tile((int)row.Level, row.N, (int)row.Width).Path, row.Hashes);
        if (row.Level > 0)
            return;
        // What is gone is left out: whoever verifies the bundle is to find it, not whoever exports it to hide it.
        var events = (await _log.Events(row)).OfType<EventColumns>().ToList();
        bundle.Put(Tile.EntriesPath(row.N, (int)row.Width), EntryBundle.Write(events.Select(e => e.Body)));
        var sealing = events.Where(e => Sealed(e.Body) is not null).ToList();
        if (sealing.Count == 0)
            return;
        var payloads = await _log.Payloads(sealing);
        using var file = new MemoryStream();
        foreach (var one in sealing)
        {
            var kept = payloads[one.Id].ToList();
            // Of what is no longer whole nothing can be checked.
            for (var (i, count) = (0, Sealed(one.Body)!.Value.Count); i < count; i++)
                Put(file, kept.Count == count ? kept[i] : null);
        }
        bundle.Put(Tile.PathOf("payload", row.N, (int)row.Width), file.ToArray());
    }

    private static void Put(MemoryStream file, byte[]? payload)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, payload is null ? uint.MaxValue : (uint)payload.Length);
        file.Write(length);
        file.Write(payload);
    }

    /// <summary>What a leaf says was sealed beside it.</summary>
    internal static SealedPayloads? Sealed(byte[] body)
    {
        if (body.AsSpan().IndexOf("\"sealed\":{"u8) < 0)
            return null;
        using var json = JsonDocument.Parse(body);
        return
            json.RootElement.TryGetProperty("sealed", out var said)
            && said.ValueKind == JsonValueKind.Object
            && said.TryGetProperty("count", out var count)
            && said.TryGetProperty("sha256", out var hash)
            ? new(count.GetInt32(), hash.GetString() ?? "")
            : null;
    }

    // A few dozen, from the whole of its life.
    private async ValueTask<IEnumerable<string>> Heads(long size)
    {
        var sizes = await session.Query<long>(
            "SELECT h.size FROM log_heads h WHERE h.tenant = @tenant AND h.size < @size ORDER BY h.size",
            ("tenant", tenant),
            ("size", size)
        );
        var chosen = new SortedSet<long>();
        for (var i = 0; i < Math.Min(MostHeads, sizes.Count); i++)
            chosen.Add(sizes[(int)((long)i * sizes.Count / Math.Min(MostHeads, sizes.Count))]);
        // And the last that each witness signed, which may be a little behind.
        chosen.UnionWith(
            await session.Query<long>(
                "SELECT MAX(a.size) FROM log_anchors a WHERE a.tenant = @tenant AND a.size < @size AND a.line IS NOT NULL GROUP BY a.anchor",
                ("tenant", tenant),
                ("size", size)
            )
        );
        var notes = new List<string>();
        foreach (var one in chosen)
            if (await _log.Cosigned(one) is { } note)
                notes.Add(note.ToString());
        return notes;
    }
}
