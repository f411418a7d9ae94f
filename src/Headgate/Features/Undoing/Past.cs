using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Undoing;

/// <summary>What some events changed, and all that happened to those records before and after: read once, walked in memory.</summary>
internal sealed class Past
{
    // The most changes that the records in them may have had.
    private const int MostSteps = 20_000;

    private const string Steps =
        "SELECT b.event_id, e.seq, e.at, e.actor, b.record_id, b.gone, b.subject, b.sealed FROM before_images b "
        + "JOIN audit_events e ON e.tenant = b.tenant AND e.id = b.event_id WHERE b.tenant = @tenant AND ";

    private readonly Dictionary<string, List<Step>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IDictionary<string, object?>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _births = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>The records that were changed, in the order in which they first were.</summary>
    public IReadOnlyList<string> Records { get; private set; } = [];

    /// <summary>The events that sent something.</summary>
    public IReadOnlySet<string> Sent => _sent;

    /// <summary>The record's changes, oldest first; also those of others.</summary>
    public IReadOnlyList<Step> Of(string record) => _steps.GetValueOrDefault(record) ?? [];

    /// <summary>The event that made a record, if it is one of these.</summary>
    public string? BornIn(string record) => _births.GetValueOrDefault(record);

    /// <summary>The record as it is now; nothing when it is no more.</summary>
    public IDictionary<string, object?>? Row(string record) => _rows.GetValueOrDefault(record);

    /// <summary>What a change made of a field: what the next one found, or what is there now.</summary>
    public object? After(Step step, string field)
    {
        foreach (var later in Of(step.RecordId).SkipWhile(s => s != step).Skip(1))
            if (later.Tells(field, out var next))
                return next;
        return Row(step.RecordId)?[field];
    }

    /// <summary>The records that an event made.</summary>
    public IEnumerable<string> MadeBy(string id) => _births.Where(b => b.Value == id).Select(b => b.Key).Order(StringComparer.Ordinal);

    /// <summary>The changes that an event made.</summary>
    public IEnumerable<Step> StepsOf(string id) => _steps.Values.SelectMany(s => s).Where(s => s.EventId == id);

    /// <summary>Reads the past of events.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="events">The events.</param>
    /// <param name="most">How many records at most; more are refused, or left out when nothing is said.</param>
    public static async ValueTask<Past> Read(Reader reader, IReadOnlyCollection<string> events, int? most = null)
    {
        var past = new Past();
        var ids = events.ToArray();
        foreach (
            var row in await reader.All<Mention>(
                $"SELECT DISTINCT o.event_id FROM outbox o WHERE o.tenant = @tenant AND {reader.Dialect.In("o.event_id", "@ids")}",
                ("ids", ids)
            )
        )
            past._sent.Add(row.EventId);
        List<string> records = [];
        foreach (var (at, record, made) in await Touched(reader, ids))
        {
            records.Add(record);
            if (made)
                past._births[record] = at;
        }
        past.Records = [.. records.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (most is { } limit && past.Records.Count > limit)
            throw TooLarge(past.Records.Count, limit);
        past.Records = [.. past.Records.Take(Plan.MaxOfAChunk)];
        await past.ReadSteps(reader, ids, most);
        await past.ReadRows(reader);
        return past;
    }

    /// <summary>The records that events made and changed.</summary>
    public static async ValueTask<IReadOnlyList<(string Event, string Record, bool Made)>> Touched(Reader reader, string[] events)
    {
        var made = await reader.All<Mention>(
            $"SELECT b.event_id, b.records FROM births b WHERE b.tenant = @tenant AND {reader.Dialect.In("b.event_id", "@ids")}",
            ("ids", events)
        );
        var changed = await reader.All<Mention>(
            $"SELECT b.event_id, b.record_id AS records FROM before_images b WHERE b.tenant = @tenant AND {reader.Dialect.In("b.event_id", "@ids")}",
            ("ids", events)
        );
        return
        [
            .. made.SelectMany(m => m.Records.Split(' ').Select(r => (m.EventId, r, true))),
            .. changed.Select(m => (m.EventId, m.Records, false)),
        ];
    }

    /// <summary>The refusal of what one plan has no room for, with the way.</summary>
    public static RefusedException TooLarge(int changes, int most) =>
        new(
            new(
                "plan.too_large",
                $"Undoing this would change {changes} records at once; the most is {most}.",
                "Undo it by parts: name fewer of its events in only, the latest first; runs_get lists them."
            )
        );

    private async ValueTask ReadSteps(Reader reader, string[] events, int? most)
    {
        var ours = events.ToHashSet(StringComparer.Ordinal);
        var steps = await reader.All<Step>(
            $"{Steps}{reader.Dialect.In("b.record_id", "@records")} ORDER BY e.seq, b.ordinal LIMIT {MostSteps + 1}",
            ("records", Records)
        );
        if (most is { } limit && steps.Count > MostSteps)
            throw TooLarge(steps.Count, limit);
        var opened = await reader.Open([.. steps.Select(s => (s.Subject, s.Sealed))]);
        foreach (var (i, step) in steps.Index())
        {
            step.Ours = ours.Contains(step.EventId);
            if (opened[i] is { } plain && Kinds.Of(step.RecordId) is { } kind)
                step.Was = Opened(kind, plain);
            if (!_steps.TryGetValue(step.RecordId, out var of))
                _steps[step.RecordId] = of = [];
            of.Add(step);
        }
    }

    private async ValueTask ReadRows(Reader reader)
    {
        foreach (var of in Records.GroupBy(Kinds.Of))
            if (of.Key is { } kind)
                foreach (var (id, row) in await RowsOf(reader, kind, [.. of]))
                    _rows[id] = row;
    }

    /// <summary>Records as they are.</summary>
    public static async ValueTask<Dictionary<string, IDictionary<string, object?>>> RowsOf(Reader reader, RecordKind kind, string[] ids)
    {
        var columns = string.Join(", ", kind.Fields.Select(f => "r." + f.Name));
        var rows = await reader.All<object>(
            $"SELECT r.id, r.version, {columns} FROM {kind.Table} r WHERE r.tenant = @tenant AND {reader.Dialect.In("r.id", "@ids")}",
            ("ids", ids)
        );
        Dictionary<string, IDictionary<string, object?>> found = new(StringComparer.Ordinal);
        foreach (var row in rows.Cast<IDictionary<string, object?>>())
        {
            foreach (var field in kind.Fields)
                row[field.Name] = Kinds.Value(field, row[field.Name]);
            row["version"] = Convert.ToInt64(row["version"]);
            found[(string)row["id"]!] = row;
        }
        return found;
    }

    private static Dictionary<string, object?> Opened(RecordKind kind, byte[] plain)
    {
        Dictionary<string, object?> was = new(StringComparer.Ordinal);
        foreach (var field in JsonElement.Parse(plain).EnumerateObject())
            was[field.Name] = Kinds.Value(
                kind[field.Name],
                field.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.True => 1L,
                    JsonValueKind.False => 0L,
                    JsonValueKind.Number => field.Value.GetInt64(),
                    _ => kind[field.Name].Holds == Holds.Bytes ? field.Value.GetBytesFromBase64() : field.Value.GetString(),
                }
            );
        return was;
    }

    private sealed class Mention
    {
        public string EventId { get; init; } = "";
        public string Records { get; init; } = "";
    }
}
