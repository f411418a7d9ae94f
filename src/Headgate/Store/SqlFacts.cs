using System.Text.Json;
using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Store;

/// <summary>What policies ask for, from one organisation's database. History is read as it was when the call came; records and lists as they are.</summary>
internal sealed class SqlFacts(Session session, string tenant) : FactSource
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
        Sight sight,
        IReadOnlyCollection<string> names,
        CancellationToken cancel
    )
    {
        var facts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (await Read(sight, name) is { } fact)
                facts[name] = fact;
        }
        return facts;
    }

    private async ValueTask<JsonElement?> Read(Sight sight, string name) =>
        name.Split('|', 3) switch
        {
            ["records"] => await new TouchedRecords(session, tenant).Read(sight.Plan),
            ["history.count", var kind, var rest] when rest.LastIndexOf('|') is > 0 and var at => Json(
                await Count(kind, rest[..at], sight.At, long.Parse(rest[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture))
            ),
            ["lists.contains", var list, var value] => Json(await Contains(list, value)),
            // Nobody measures it yet; what is not known is not green.
            ["domain_health", ..] => Json("unknown"),
            _ => null,
        };

    private async ValueTask<long> Count(string kind, string record, DateTimeOffset at, long seconds)
    {
        var until = at.ToUnixTimeMilliseconds();
        var since = seconds > until / 1000 ? 0 : until - seconds * 1000;
        return Convert.ToInt64(
            await session.Scalar(
                TextOf(kind, Ids.PrefixOf(record)),
                ("tenant", tenant),
                ("record", record),
                ("kind", kind),
                ("since", since),
                ("until", until)
            )
        );
    }

    private static string TextOf(string kind, string prefix) =>
        kind switch
        {
            "outbound" => """
                SELECT COUNT(*) FROM outbox WHERE tenant = @tenant AND (contact_id = @record OR domain = @record) AND @kind <> ''
                AND created_at > @since AND created_at <= @until
                """,
            "stage_move" => """
                SELECT COUNT(*) FROM changes WHERE tenant = @tenant AND record_id = @record AND field = 'stage_id' AND was IS NOT NULL AND @kind <> ''
                AND at > @since AND at <= @until
                """,
            "change" => """
                SELECT COUNT(*) FROM changes WHERE tenant = @tenant AND record_id = @record AND @kind <> '' AND at > @since AND at <= @until
                """,
            _ =>
                $"""
                SELECT COUNT(*) FROM activities WHERE tenant = @tenant AND {Column(
                    prefix
                )} = @record AND (@kind = 'activity' OR kind = @kind)
                AND at > @since AND at <= @until AND created_at <= @until
                """,
        };

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
}
