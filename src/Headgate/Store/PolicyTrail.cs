using System.IO.Compression;
using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Store;

/// <summary>
/// Keeps, in the commit of a call, what policies could see of it, and what it takes to pass it again. A held call is kept as it came, and not again when it is
/// done. The clock drops what is old.
/// </summary>
internal static class PolicyTrail
{
    /// <summary>How a call is marked of which only facts are kept.</summary>
    public const string FactsAlone = "facts";

    /// <summary>What is kept of a call, if anything: made before the one writer has to wait for it.</summary>
    public static Trail? Of(Passage passage)
    {
        // What is destroyed is not kept here either.
        if (passage.Decision?.Plan is { Erasure: not null } or { AgedBefore: not null })
            return null;
        if (passage.Judgement?.Seen is { } seen && passage.Ended is (Ended.Done or Ended.Held or Ended.Refused))
            return new(Pack(Sighting.Kept(seen, passage)), SubjectsOf(passage), passage.Event!.Ended);
        if (passage.Event!.HoldsFacts)
            return null;
        // Nobody tries rules on it; its facts have no room in the leaf.
        return new(Pack(Sighting.Kept("{}"u8.ToArray(), passage)), SubjectsOf(passage), FactsAlone);
    }

    /// <summary>Keeps it.</summary>
    /// <returns>What was sealed.</returns>
    public static async ValueTask<byte[]?> Keep(Session session, Sealer sealer, Passage passage, Trail? trail)
    {
        if (trail is null)
            return null;
        var call = passage.Call;
        var tenant = call.By.Tenant;
        var bytes = trail.Packed;
        foreach (var subject in trail.Subjects)
            bytes = await sealer.Seal(session, tenant, subject, bytes);
        await session.Execute(
            """
            INSERT INTO recorded_calls (tenant, event_id, at, action, actor, ended, said, subjects, sealed)
            VALUES (@tenant, @event, @at, @action, @actor, @ended, @said, @subjects, @sealed)
            """,
            ("tenant", tenant),
            ("event", passage.Event!.Id),
            ("at", call.At),
            ("action", passage.Action.Id),
            ("actor", call.By.Actor),
            ("ended", trail.Ended),
            ("said", string.Join(' ', (passage.Judgement?.Rulings ?? []).Select(r => $"{r.Policy}:{(r.Watches ? "would_" : "")}{r.Word}"))),
            ("subjects", string.Join(' ', trail.Subjects)),
            ("sealed", bytes)
        );
        return bytes;
    }

    /// <summary>Drops what is older of a class, but for whom a legal hold keeps it.</summary>
    public static async ValueTask Drop(Session session, string tenant, KeptClass of, DateTimeOffset before) =>
        await session.Execute(
            $"DELETE FROM recorded_calls WHERE tenant = @tenant AND at < @before AND {of.Condition} AND {RecordedCalls.Free}",
            ("tenant", tenant),
            ("before", before)
        );

    /// <summary>What was kept, unsealed.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        using var deflated = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var plain = new MemoryStream(packed.Length * 4);
        deflated.CopyTo(plain);
        return plain.ToArray();
    }

    internal static byte[] Pack(byte[] plain)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, packed, out var written, quality: 1, window: 16)
            ? packed[..written]
            : throw new InvalidOperationException("What a policy saw could not be compressed.");
    }

    // The people whose data is in it; what is nobody's is sealed under the organisation's own key.
    private static List<string> SubjectsOf(Passage passage)
    {
        var plan = passage.Decision?.Plan ?? Plan.Empty;
        var subjects = new SortedSet<string>(plan.Messages.Select(m => m.Contact), StringComparer.Ordinal);
        foreach (var change in plan.Changes)
        {
            if (change.Kind.SubjectField == "id")
                subjects.Add(change.Id);
            else if (change.Kind.SubjectField is { } field)
                foreach (var changed in change.Fields)
                    if (changed.Name == field && (changed.To ?? changed.From) is string contact)
                        subjects.Add(contact);
        }
        return subjects.Count == 0 ? [passage.Call.By.Tenant] : [.. subjects];
    }
}

/// <summary>What is kept of one call.</summary>
/// <param name="Packed">Compressed, and not yet sealed.</param>
/// <param name="Subjects">Whose data is in it.</param>
/// <param name="Ended">How it ended.</param>
internal sealed record Trail(byte[] Packed, IReadOnlyList<string> Subjects, string Ended);
