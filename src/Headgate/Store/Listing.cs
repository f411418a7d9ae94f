using System.Globalization;
using System.Text;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// One page of a list: conditions that are only there when asked for, a keyset order, and a cursor that is sealed and bound to caller, action and filters.
/// A page costs the same however far it is.
/// </summary>
public sealed class Listing(Reader reader, string select, string order, bool descending = true)
{
    private readonly StringBuilder _where = new();
    private readonly List<(string Name, object? Value)> _values = [];

    /// <summary>The id column beside the order column, of the same table.</summary>
    private string IdColumn => order[..(order.IndexOf('.') + 1)] + "id";

    /// <summary>A condition with its value; nothing when the value is missing.</summary>
    public Listing Where(string condition, string name, object? value)
    {
        if (value is null)
            return this;
        _where.Append(" AND ").Append(condition);
        _values.Add((name, value));
        return this;
    }

    /// <summary>A condition without a value.</summary>
    public Listing Where(string condition, bool when = true)
    {
        if (when)
            _where.Append(" AND ").Append(condition);
        return this;
    }

    /// <summary>Keeps to records that the caller may see.</summary>
    public Listing Seen(string owner)
    {
        _where.Append(reader.Visible(owner));
        return this;
    }

    /// <summary>Reads a page.</summary>
    /// <param name="limit">How many at most; 20 when not given.</param>
    /// <param name="cursor">Where the last page ended.</param>
    /// <param name="key">The order value and id of a row.</param>
    /// <exception cref="RefusedException">The cursor is not one of this list.</exception>
    public async ValueTask<(List<T> Rows, string? Next)> Read<T>(int? limit, string? cursor, Func<T, (long? Order, string Id)> key)
    {
        var most = limit ?? 20;
        var bound = $"{select}{_where}|{order}|{descending}";
        if (cursor is not null)
            After(cursor, bound);
        var direction = descending ? "DESC" : "ASC";
        var sql = $"{select}{_where} ORDER BY {order} {direction}, {IdColumn} {direction} LIMIT {most + 1}";
        var rows = await reader.All<T>(sql, [.. _values]);
        if (rows.Count <= most)
            return (rows, null);
        rows.RemoveAt(most);
        var (at, id) = key(rows[^1]);
        return (rows, new Cursors(reader, bound).Seal(at ?? 0, id));
    }

    private void After(string cursor, string bound)
    {
        var (at, id) = new Cursors(reader, bound).Open(cursor);
        var than = descending ? "<" : ">";
        _where.Append($" AND ({order} {than} @after_order OR ({order} = @after_order AND {IdColumn} {than} @after_id))");
        _values.Add(("after_order", at));
        _values.Add(("after_id", id));
    }
}
