using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Store;

/// <summary>Calls as policies saw them, for trying a rule on them or judging them again.</summary>
public sealed class RecordedCalls(Reader reader)
{
    private const int Page = 1000;

    /// <summary>Which of them may go: those that no legal hold keeps.</summary>
    public const string Free =
        "NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.tenant = recorded_calls.tenant AND h.lifted_at IS NULL "
        + "AND recorded_calls.subjects LIKE '%' || h.contact_id || '%')";

    /// <summary>Those of a period, oldest first. One whose person was erased has no sight any more.</summary>
    public async IAsyncEnumerable<(RecordedCall Call, Sight? Sight)> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var (at, seq) = (from.ToUnixTimeMilliseconds(), 0L);
        while (true)
        {
            var rows = await reader.All<RecordedCall>(
                $"""
                SELECT r.seq, r.event_id, r.at, r.action, r.actor, r.ended, r.said, r.subjects, r.sealed FROM recorded_calls r
                WHERE r.tenant = @tenant AND r.ended <> 'facts' AND (r.at > @at OR r.at = @at AND r.seq > @seq) AND r.at < @to
                ORDER BY r.at, r.seq LIMIT {Page}
                """,
                ("at", at),
                ("seq", seq),
                ("to", to.ToUnixTimeMilliseconds())
            );
            var keys = await reader.Sealer.KeysOf(reader.Session, reader.By.Tenant, rows.SelectMany(r => r.Subjects.Split(' ')));
            foreach (var row in rows)
                yield return (row, Unsealed(row, reader.By.Tenant, keys) is { } plain ? Sight.Of(plain) : null);
            if (rows.Count < Page)
                yield break;
            (at, seq) = (rows[^1].At, rows[^1].Seq);
        }
    }

    /// <summary>What rules ask for that was not read when the call came: history as it was then, records and lists as they are now.</summary>
    public FactSource Facts => new Later(new SqlFacts(reader.Session, reader.By.Tenant));

    /// <summary>What is kept of events, by their ids.</summary>
    public async ValueTask<IReadOnlyDictionary<string, KeptCall>> Of(IReadOnlyCollection<(string Event, long At)> events)
    {
        var found = new Dictionary<string, KeptCall>(StringComparer.Ordinal);
        var rows = await reader.All<RecordedCall>(
            $"""
            SELECT r.seq, r.event_id, r.at, r.action, r.actor, r.ended, r.said, r.subjects, r.sealed FROM recorded_calls r
            WHERE r.tenant = @tenant AND {reader.Dialect.In("r.at", "@ats")}
            """,
            ("ats", events.Select(e => e.At).Distinct().ToList())
        );
        var wanted = events.Select(e => e.Event).ToHashSet(StringComparer.Ordinal);
        rows.RemoveAll(r => !wanted.Contains(r.EventId));
        var keys = await reader.Sealer.KeysOf(reader.Session, reader.By.Tenant, rows.SelectMany(r => r.Subjects.Split(' ')));
        foreach (var row in rows)
        {
            try
            {
                var plain = Unsealed(row, reader.By.Tenant, keys);
                found[row.EventId] = new(plain, plain is null ? KeptState.Erased : KeptState.Whole);
            }
            catch (Exception failure) when (failure is CryptographicException or InvalidDataException or JsonException)
            {
                found[row.EventId] = new(null, KeptState.Altered);
            }
        }
        return found;
    }

    /// <summary>What was sealed of a call; nothing when one of its people was erased.</summary>
    internal static byte[]? Unsealed(RecordedCall row, string tenant, IReadOnlyDictionary<string, byte[]> keys)
    {
        var bytes = row.Sealed;
        foreach (var subject in row.Subjects.Split(' ').Reverse())
        {
            if (!keys.TryGetValue(subject, out var key))
                return null;
            bytes = Sealer.Open(key, tenant, subject, bytes);
        }
        return PolicyTrail.Unpack(bytes);
    }

    private sealed class Later(FactSource facts) : FactSource
    {
        public override ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
            Sight sight,
            IReadOnlyCollection<string> names,
            CancellationToken cancel
        )
        {
            // What history says of a past instant it said then.
            sight.IsEstimated |= names.Any(n => !n.StartsWith("history.", StringComparison.Ordinal));
            return facts.Read(sight, names, cancel);
        }
    }
}

/// <summary>A call that was recorded for policies.</summary>
public sealed class RecordedCall
{
    public long Seq { get; init; }
    public string EventId { get; init; } = "";
    public long At { get; init; }
    public string Action { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Ended { get; init; } = "";
    public string Said { get; init; } = "";
    public string Subjects { get; init; } = "";
    public byte[] Sealed { get; init; } = [];
}
