using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;
using Headgate.Gate.Matching;

namespace Headgate.Store;

/// <summary>
/// The keys under which records that could be one are found, written in the commit of the record. A key is a number that nobody reads a name or a birth date
/// from. However many records there are, a comparison reads at most <see cref="MostOfAKey"/> + 1 rows of each key and <see cref="MostCompared"/> records.
/// </summary>
internal static class MatchKeys
{
    private const int MostOfAKey = 32;
    private const int MostCompared = 100;

    private static readonly Bulk New = Bulk.Insert(
        "match_keys",
        "ON CONFLICT DO NOTHING",
        ("match_key", Holds.Whole),
        ("record_id", Holds.Text)
    );

    private static readonly Bulk Gone = new(
        "DELETE FROM match_keys WHERE tenant = @tenant AND match_key = @match_key AND record_id = @record_id",
        """
        DELETE FROM match_keys USING unnest(@match_key, @record_id) AS r(match_key, record_id)
        WHERE match_keys.tenant = @tenant AND match_keys.match_key = r.match_key AND match_keys.record_id = r.record_id
        """,
        ("match_key", Holds.Whole),
        ("record_id", Holds.Text)
    );

    /// <summary>Puts the keys of new records.</summary>
    public static async ValueTask Put(Session session, string tenant, RecordKind kind, IReadOnlyList<Change> inserted)
    {
        if (Profile.FieldsOf(kind.Name).Count == 0)
            return;
        if (inserted.Count >= MatchKeysDue.Many && await MatchKeysDue.Note(session, tenant, kind, inserted))
            return;
        List<(string, Profile)> profiles = new(inserted.Count);
        foreach (var change in inserted)
        {
            var fields = change.Fields;
            profiles.Add((change.Id, Profile.Of(kind.Name, f => fields.FirstOrDefault(g => g.Name == f).To as string)!));
        }
        await Put(session, tenant, kind.Name, profiles);
    }

    /// <summary>Puts the keys of records.</summary>
    public static async ValueTask Put(Session session, string tenant, string kind, IEnumerable<(string Id, Profile Profile)> records)
    {
        // In the order of the index: neighbours are on one page.
        await Put(
            session,
            tenant,
            records.SelectMany(r => r.Profile.Keys.Select(k => (Key: Number(tenant, kind, k), r.Id))).OrderBy(r => r.Key)
        );
    }

    /// <summary>Puts keys, in the order in which they are given.</summary>
    public static async ValueTask Put(Session session, string tenant, IEnumerable<(long Key, string Id)> keys) =>
        await session.Run(New, tenant, [.. keys.Select(k => (object?[])[k.Key, k.Id])]);

    /// <summary>The keys that the records of a range have now.</summary>
    public static async ValueTask<IReadOnlyList<(long Key, string Id)>> Read(Session session, MatchKeysDue.Range range)
    {
        var rows = await session.Query<object>(
            Select(range.Kind) + "seq >= @first AND seq <= @last",
            ("tenant", range.Tenant),
            ("first", range.FirstSeq),
            ("last", range.LastSeq)
        );
        // What is in them takes longer to make out than to read.
        return
        [
            .. rows.AsParallel()
                .SelectMany(r =>
                    ProfileOf(range.Kind, r)
                        .Keys.Select(k => (Number(range.Tenant, range.Kind, k), (string)((IDictionary<string, object?>)r)["id"]!))
                ),
        ];
    }

    /// <summary>Moves the keys of a record that has been updated.</summary>
    public static async ValueTask Move(Session session, string tenant, Change change)
    {
        var kind = change.Kind.Name;
        if (
            Profile.FieldsOf(kind).Count == 0
            || !change.Fields.Any(f => f.Name == "merged_into" || Profile.FieldsOf(kind).Contains(f.Name))
        )
            return;
        await MatchKeysDue.Touch(session, tenant, kind, change.Id);
        if (await FieldsOf(session, tenant, kind, change.Id) is not { } now)
            return;
        var before = change.Fields.ToDictionary(f => f.Name, f => f.From as string, StringComparer.Ordinal);
        var keys = Numbers(tenant, kind, Profile.Of(kind, now.GetValueOrDefault)!);
        var had = Numbers(tenant, kind, Profile.Of(kind, f => before.TryGetValue(f, out var was) ? was : now.GetValueOrDefault(f))!);
        await session.Run(Gone, tenant, [.. had.Except(keys).Select(k => (object?[])[k, change.Id])]);
        await session.Run(New, tenant, [.. keys.Except(had).Select(k => (object?[])[k, change.Id])]);
    }

    /// <summary>Drops the keys of a record that is about to go.</summary>
    public static async ValueTask Drop(Session session, string tenant, string kind, string id)
    {
        await MatchKeysDue.Touch(session, tenant, kind, id);
        foreach (
            var row in await session.Query<object>(
                $"SELECT {string.Join(", ", Profile.FieldsOf(kind))} FROM {kind}s WHERE tenant = @tenant AND id = @id",
                ("tenant", tenant),
                ("id", id)
            )
        )
            await session.Run(Gone, tenant, [.. Numbers(tenant, kind, ProfileOf(kind, row)).Select(k => (object?[])[k, id])]);
    }

    /// <summary>Finds candidates in a commit: whoever has a key in common commits before or after this one, not beside it.</summary>
    public static async ValueTask<IReadOnlyList<Candidate>> FindAlone(Session session, string tenant, Compared compared)
    {
        // The embedded database has one writer; on PostgreSQL the keys are held until the commit, taken in one order by all.
        if (session.Dialect == Dialect.Postgres)
            await session.Execute(
                "SELECT pg_advisory_xact_lock(k) FROM (SELECT k FROM unnest(@keys) AS u(k) ORDER BY k) AS sorted",
                ("keys", Numbers(tenant, compared.Kind, compared.Now).Order().ToList())
            );
        return await Find(session, tenant, compared.Kind, compared.Now);
    }

    /// <summary>The records that have a key in common.</summary>
    public static async ValueTask<IReadOnlyList<Candidate>> Find(Session session, string tenant, string kind, Profile profile)
    {
        List<string> ids = [];
        foreach (var holders in await Holders(session, tenant, Numbers(tenant, kind, profile)))
            // A key that so many have tells nothing; narrower ones find who is meant.
            if (holders.Count <= MostOfAKey)
                ids.AddRange(holders.Except(ids).Take(MostCompared - ids.Count).ToList());
        List<Candidate> candidates = new(ids.Count);
        if (session.Dialect == Dialect.Sqlite)
            foreach (var id in ids)
            {
                if (await FieldsOf(session, tenant, kind, id) is { } fields)
                    candidates.Add(new(id, Profile.Of(kind, fields.GetValueOrDefault)!));
            }
        else if (ids.Count > 0)
            foreach (var row in await session.Query<object>(Select(kind) + "id = ANY(@ids)", ("tenant", tenant), ("ids", ids)))
                candidates.Add(new((string)((IDictionary<string, object?>)row)["id"]!, ProfileOf(kind, row)));
        return candidates;
    }

    /// <summary>The identifying fields of a record; nothing when it is none that counts.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string?>?> FieldsOf(Session session, string tenant, string kind, string id)
    {
        var rows = await session.Query<object>(Select(kind) + "id = @id", ("tenant", tenant), ("id", id));
        return rows is [IDictionary<string, object?> row]
            ? row.ToDictionary(f => f.Key, f => f.Value as string, StringComparer.Ordinal)
            : null;
    }

    /// <summary>The numbers of a profile's keys.</summary>
    public static IReadOnlyList<long> Numbers(string tenant, string kind, Profile profile) =>
        [.. profile.Keys.Select(k => Number(tenant, kind, k)).Distinct()];

    /// <summary>The profile in a row.</summary>
    public static Profile ProfileOf(string kind, object row) =>
        Profile.Of(kind, f => ((IDictionary<string, object?>)row).TryGetValue(f, out var value) ? value as string : null)!;

    private static async ValueTask<List<List<string>>> Holders(Session session, string tenant, IReadOnlyList<long> keys)
    {
        List<List<string>> holders = [];
        if (session.Dialect == Dialect.Postgres)
        {
            var rows = await session.Query<Held>(
                $"""
                SELECT v.k AS match_key, c.record_id FROM unnest(@keys) AS v(k) CROSS JOIN LATERAL
                (SELECT record_id FROM match_keys WHERE tenant = @tenant AND match_key = v.k LIMIT {MostOfAKey + 1}) c
                """,
                ("tenant", tenant),
                ("keys", keys)
            );
            var found = rows.ToLookup(r => r.MatchKey, r => r.RecordId);
            holders.AddRange(keys.Select(k => found[k].ToList()));
            return holders;
        }
        foreach (var key in keys)
            holders.Add(
                await session.Query<string>(
                    $"SELECT record_id FROM match_keys WHERE tenant = @tenant AND match_key = @key LIMIT {MostOfAKey + 1}",
                    ("tenant", tenant),
                    ("key", key)
                )
            );
        return holders;
    }

    private static string Select(string kind) =>
        $"SELECT id, {string.Join(", ", Profile.FieldsOf(kind))} FROM {kind}s WHERE tenant = @tenant AND merged_into IS NULL AND ";

    // Under the organisation's name: a number of one says nothing about another.
    private static long Number(string tenant, string kind, string key) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{kind}\n{key}")));

    private sealed class Held
    {
        public long MatchKey { get; init; }
        public string RecordId { get; init; } = "";
    }
}
