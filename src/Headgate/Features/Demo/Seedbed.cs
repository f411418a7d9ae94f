using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;

namespace Headgate.Features.Demo;

/// <summary>
/// The rows of the company in the order in which they are planted, cut into chunks that a plan can hold. Ids come from the organisation and a number, so
/// that a chunk can name what an earlier one planted.
/// </summary>
internal sealed class Seedbed(string tenant, Almanac almanac)
{
    // A plan holds five hundred; the job's own row is one of them.
    private const int PerChunk = 480;

    private readonly byte[] _seed = SHA256.HashData(Encoding.UTF8.GetBytes("demo company\n" + tenant));
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<(Change Change, (string Kind, string Value)? Claim)> _rows = [];

    public int Chunks => (_rows.Count + PerChunk - 1) / PerChunk;

    public int Rows => _rows.Count;

    /// <summary>The next id of a kind, born on the day of an instant: the hour at which the company is made is no part of its names.</summary>
    public string NewId(RecordKind kind, long born)
    {
        var ordinal = _ordinals.GetValueOrDefault(kind.Prefix);
        _ordinals[kind.Prefix] = ordinal + 1;
        return Ids.Mint(kind.Prefix, almanac.Midnight(born), _seed, ordinal);
    }

    public void Insert(RecordKind kind, string id, IEnumerable<(string Field, object? To)> fields, (string, string)? claim = null) =>
        _rows.Add((new(kind, id, Verb.Insert, [.. fields.Select(f => new FieldChange(f.Field, null, f.To))], null), claim));

    public void Update(RecordKind kind, string id, long version, params IEnumerable<(string Field, object? From, object? To)> fields) =>
        _rows.Add((new(kind, id, Verb.Update, [.. fields.Select(f => new FieldChange(f.Field, f.From, f.To))], version), null));

    /// <summary>The plan of a chunk, made anew each time.</summary>
    public Plan PlanOf(int chunk)
    {
        var plan = new Plan();
        foreach (var (change, claim) in _rows.Skip(chunk * PerChunk).Take(PerChunk))
        {
            if (change.Verb == Verb.Insert)
                plan.Insert(change.Kind, change.Id, change.Fields.Select(f => (f.Name, f.To)));
            else
                plan.Update(change.Kind, change.Id, change.Version!.Value, change.Fields.Select(f => (f.Name, f.From, f.To)));
            if (claim is var (kind, value))
                plan.Claim(kind, value, change.Id);
        }
        return plan;
    }

    /// <summary>When a row was made and last changed.</summary>
    public static IEnumerable<(string, object?)> Clocks(long created, long? updated = null) =>
        [("created_at", created), ("updated_at", updated ?? created)];

    /// <summary>Where a row lives, where its text came from, who made it.</summary>
    public static IEnumerable<(string, object?)> Origin(string? by, string provenance = "person") =>
        [("home", Columns.Here), ("provenance", provenance), ("created_by", by)];
}
