using System.Collections.Concurrent;
using System.Numerics;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// New records of one kind, by one statement for all of them. Records that have different fields go together: the statement names every field that one of
/// them has.
/// </summary>
internal sealed class Inserts
{
    private static readonly ConcurrentDictionary<RecordKind, Inserts> Kinds = new();
    private static readonly object One = 1L;

    private readonly ConcurrentDictionary<ulong, Bulk> _bulks = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly RecordKind _kind;

    private Inserts(RecordKind kind)
    {
        _kind = kind;
        foreach (var (place, field) in kind.Fields.Index())
            _places.Add(field.Name, place);
        if (_places.Count > 64)
            throw new InvalidOperationException($"{kind} has more than 64 fields.");
    }

    /// <summary>The statement, and a row for each.</summary>
    public static (Bulk Bulk, object?[][] Rows) Of(RecordKind kind, IReadOnlyList<Change> changes, Dialect dialect) =>
        Kinds.GetOrAdd(kind, k => new(k)).Rows(dialect, changes);

    private (Bulk Bulk, object?[][] Rows) Rows(Dialect dialect, IReadOnlyList<Change> changes)
    {
        var fields = 0UL;
        foreach (var change in changes)
        foreach (var field in change.Fields)
            fields |= 1UL << _places[field.Name];
        var bulk = _bulks.GetOrAdd(fields, BulkOf);
        var rows = new object?[changes.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i] = new object?[bulk.Columns.Count];
            (row[0], row[1]) = (changes[i].Id, One);
            foreach (var field in changes[i].Fields)
                // Its column comes after those of the fields before it that are there.
                row[2 + BitOperations.PopCount(fields & ((1UL << _places[field.Name]) - 1))] = dialect.Value(field.To);
        }
        return (bulk, rows);
    }

    private Bulk BulkOf(ulong fields) =>
        Bulk.Insert(
            _kind.Table,
            "",
            [
                ("id", Holds.Text),
                ("version", Holds.Whole),
                .. _kind.Fields.Where(f => (fields >> _places[f.Name] & 1) == 1).Select(f => (f.Name, f.Holds)),
            ]
        );
}
