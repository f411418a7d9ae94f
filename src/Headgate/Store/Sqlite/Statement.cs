using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>
/// A statement that runs again and again. It is bound by place and keeps what is bound: the driver looks up every parameter by name every time, which costs
/// as much as the row. It binds text, numbers, bytes and nothing.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int ShortText = 256;

    private readonly string _sql;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _names;
    private readonly int[] _places;
    private readonly object?[] _bound;
    private object? _shape;

    public Statement(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        _sql = sql;
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _names = [.. parameters];
        _places = [.. _names.Select(name => raw.sqlite3_bind_parameter_index(_statement, "@" + name))];
        _bound = new object?[_places.Length];
        if (_places.Where(p => p > 0).Distinct().Count() < raw.sqlite3_bind_parameter_count(_statement))
            throw new InvalidOperationException("A statement with a parameter that nobody gives: " + sql);
    }

    /// <summary>Whether it was made for these names in this order.</summary>
    public bool Takes((string Name, object? Value)[] values)
    {
        if (values.Length != _names.Length)
            return false;
        for (var i = 0; i < values.Length; i++)
            if (!string.Equals(values[i].Name, _names[i], StringComparison.Ordinal))
                return false;
        return true;
    }

    /// <summary>Binds a parameter; one that a statement does not name is left out.</summary>
    public void Bind(int parameter, object? value)
    {
        // Many values are those of the time before, and they stay bound.
        if (ReferenceEquals(_bound[parameter], value) || _places[parameter] == 0)
            return;
        var place = _places[parameter];
        Check(
            value switch
            {
                null => raw.sqlite3_bind_null(_statement, place),
                string text => Bind(place, text),
                long whole => raw.sqlite3_bind_int64(_statement, place, whole),
                double real => raw.sqlite3_bind_double(_statement, place, real),
                byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
                _ => throw new InvalidOperationException($"A row holds text, numbers and bytes, not {value.GetType().Name}."),
            }
        );
        _bound[parameter] = value;
    }

    /// <summary>Runs it with what is bound.</summary>
    /// <returns>The number of rows that changed.</returns>
    public int Run()
    {
        while (Step()) { }
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>The first column of the first row, or nothing.</summary>
    public object? First()
    {
        var found = Step() ? Column.Any(_statement, 0) : null;
        Reset();
        return found;
    }

    /// <summary>All rows.</summary>
    public List<T> Rows<T>()
    {
        var rows = new List<T>();
        if (Step())
        {
            // A delegate is looked at for what it may stand for as well, each time; a class of our own is it or is not.
            if (_shape is not Shape<T> shape)
                _shape = shape = new(RowShape.Of<T>(_sql, _statement));
            try
            {
                do rows.Add(shape.Read(_statement));
                while (Step());
            }
            catch
            {
                raw.sqlite3_reset(_statement);
                throw;
            }
        }
        Reset();
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return result == raw.SQLITE_ROW;
        // The message is gone once the statement is reset.
        var failure = Failure(result);
        raw.sqlite3_reset(_statement);
        throw failure;
    }

    private void Reset() => Check(raw.sqlite3_reset(_statement));

    private int Bind(int place, string text)
    {
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_statement, place, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        // Of most texts, and no more: what is taken from the stack is filled with zeros first.
        var bytes = most <= ShortText ? stackalloc byte[ShortText] : rented = ArrayPool<byte>.Shared.Rent(most);
        var result = raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return result;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw Failure(result);
    }

    private sealed record Shape<T>(Func<sqlite3_stmt, T> Read);

    private SqliteException Failure(int result) =>
        new($"SQLite Error {result}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.", result, raw.sqlite3_extended_errcode(_database));
}
