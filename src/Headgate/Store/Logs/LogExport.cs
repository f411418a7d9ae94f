using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
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
        if (await _log.State() is not { } state || await _log.Head(state.Size) is not { } head)
            throw new StoreException("Nothing is in the log yet. Wait a second and export again.");
        for (var (level, count) = (0, state.Size); count > 0; level++, count /= Tile.Full)
        for (var n = 0L; n * Tile.Full < count; n++)
            if (await _log.TileAt(level, n) is { } row)
                await Put(row);
        bundle.Put("checkpoint", Encoding.UTF8.GetBytes(head));
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
        var counts = events.Select(e => CountSealed(e.Body)).ToList();
        if (counts.Sum() == 0)
            return;
        var payloads = await _log.Payloads(events.Select(e => e.Id));
        using var file = new MemoryStream();
        foreach (var (one, count) in events.Zip(counts))
        {
            var kept = payloads[one.Id].ToList();
            for (var i = 0; i < count; i++)
                Put(file, i < kept.Count ? kept[i] : null);
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

    /// <summary>How many payloads a leaf names one by one.</summary>
    internal static int CountSealed(byte[] body)
    {
        if (body.AsSpan().IndexOf("\"sealed\":["u8) < 0)
            return 0;
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("sealed", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? parts.GetArrayLength()
            : 0;
    }

    // A few dozen, from the whole of its life.
    private async ValueTask<IEnumerable<string>> Heads(long size)
    {
        var sizes = await session.Query<long>(
            "SELECT h.size FROM log_heads h WHERE h.tenant = @tenant AND h.size < @size ORDER BY h.size",
            ("tenant", tenant),
            ("size", size)
        );
        var notes = new List<string>();
        for (var i = 0; i < Math.Min(MostHeads, sizes.Count); i++)
            if (await _log.Head(sizes[(int)((long)i * sizes.Count / Math.Min(MostHeads, sizes.Count))]) is { } note)
                notes.Add(note);
        return notes;
    }
}
