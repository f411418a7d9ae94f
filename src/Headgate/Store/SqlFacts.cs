using System.Text.Json;
using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Store;

/// <summary>What policies ask for, from one organisation's database. History is read as it was when the call came; records and lists as they are.</summary>
internal sealed class SqlFacts(Session session, string tenant) : FactSource
{
    // How many spans a statement counts.
    private const int Spans = 6;

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
        Sight sight,
        IReadOnlyCollection<string> names,
        CancellationToken cancel
    )
    {
        var facts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        List<History> counts = [];
        foreach (var name in names)
        {
            if (History.Of(name) is { } count)
                counts.Add(count);
            else if (await Read(sight, name) is { } fact)
                facts[name] = fact;
        }
        // Rules ask for one thing over many spans: that is one look at the table.
        foreach (var alike in counts.GroupBy(c => (c.Kind, c.Record)))
        foreach (var together in alike.Chunk(Spans))
            await Count(facts, together, sight.At.ToUnixTimeMilliseconds());
        return facts;
    }

    private async ValueTask<JsonElement?> Read(Sight sight, string name) =>
        name.Split('|', 3) switch
        {
            ["records"] => await new TouchedRecords(session, tenant).Read(sight.Plan),
            ["lists.contains", var list, var value] => Json(await Contains(list, value)),
            // Nobody measures it yet; what is not known is not green.
            ["domain_health", ..] => Json("unknown"),
            _ => null,
        };

    private async ValueTask Count(Dictionary<string, JsonElement> facts, History[] alike, long until)
    {
        var since = Array.ConvertAll(alike, h => h.Seconds > until / 1000 ? 0 : until - h.Seconds * 1000);
        long At(int i) => i < since.Length ? since[i] : until;
        var found = (
            await session.Query<Counts>(
                TextOf(alike[0].Kind, Ids.PrefixOf(alike[0].Record)),
                ("tenant", tenant),
                ("record", alike[0].Record),
                ("kind", alike[0].Kind),
                ("since", since.Min()),
                ("until", until),
                ("a", At(0)),
                ("b", At(1)),
                ("c", At(2)),
                ("d", At(3)),
                ("e", At(4)),
                ("f", At(5))
            )
        )[0];
        long[] counted = [found.A, found.B, found.C, found.D, found.E, found.F];
        for (var i = 0; i < alike.Length; i++)
            facts[alike[i].Name] = Json(counted[i]);
    }

    private static string TextOf(string kind, string prefix) =>
        kind switch
        {
            "outbound" =>
                $"""
                SELECT {Each(
                    "created_at"
                )} FROM outbox WHERE tenant = @tenant AND (contact_id = @record OR domain = @record) AND @kind <> ''
                AND created_at > @since AND created_at <= @until
                """,
            "stage_move" => $"""
                SELECT {Each("at")} FROM changes WHERE tenant = @tenant AND record_id = @record AND field = 'stage_id' AND was IS NOT NULL
                AND @kind <> '' AND at > @since AND at <= @until
                """,
            "change" =>
                $"""
                SELECT {Each(
                    "at"
                )} FROM changes WHERE tenant = @tenant AND record_id = @record AND @kind <> '' AND at > @since AND at <= @until
                """,
            _ =>
                $"""
                SELECT {Each("at")} FROM activities WHERE tenant = @tenant AND {Column(
                    prefix
                )} = @record AND (@kind = 'activity' OR kind = @kind)
                AND at > @since AND at <= @until AND created_at <= @until
                """,
        };

    private static string Each(string at) => string.Join(", ", "abcdef".Select(c => $"COUNT(CASE WHEN {at} > @{c} THEN 1 END) AS {c}"));

    private static string Column(string prefix) =>
        prefix switch
        {
            "acc" => "account_id",
            "con" => "contact_id",
            _ => "opportunity_id",
        };

    private async ValueTask<bool> Contains(string list, string value)
    {
        var entries = (string?)
            await session.Scalar("SELECT entries FROM lists WHERE tenant = @tenant AND name = @name", ("tenant", tenant), ("name", list));
        if (entries is null)
            return false;
        var known = JsonSerializer.Deserialize<HashSet<string>>(entries) ?? [];
        // A domain belongs to every domain that it ends in.
        for (var part = value.Trim().ToLowerInvariant(); part.Length > 0; )
        {
            if (known.Contains(part))
                return true;
            var dot = part.IndexOf('.', StringComparison.Ordinal);
            part = dot < 0 || value.Contains(' ', StringComparison.Ordinal) ? "" : part[(dot + 1)..];
        }
        return false;
    }

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);

    private sealed class Counts
    {
        public long A { get; init; }
        public long B { get; init; }
        public long C { get; init; }
        public long D { get; init; }
        public long E { get; init; }
        public long F { get; init; }
    }

    // history.count|activity|opp_…|604800
    private sealed record History(string Name, string Kind, string Record, long Seconds)
    {
        public static History? Of(string name)
        {
            if (name.Split('|', 3) is not ["history.count", var kind, var rest] || rest.LastIndexOf('|') is not (> 0 and var at))
                return null;
            return new(name, kind, rest[..at], long.Parse(rest.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
