using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>
/// A statement that runs for one row after the other. It is bound by place and keeps what is bound: the driver looks up every parameter by name for every row,
/// which costs as much as the row. It binds text, whole numbers, bytes and nothing.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;
    private readonly object?[] _bound;

    public Statement(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(_statement, "@" + name))];
        _bound = new object?[_places.Length];
    }

    /// <summary>Binds a parameter; one that a statement does not name is left out.</summary>
    public void Bind(int parameter, object? value)
    {
        // Most values of a column are those of the row before, and they stay bound.
        if (ReferenceEquals(_bound[parameter], value) || _places[parameter] == 0)
            return;
        var place = _places[parameter];
        Check(
            value switch
            {
                null => raw.sqlite3_bind_null(_statement, place),
                string text => Bind(place, text),
                long whole => raw.sqlite3_bind_int64(_statement, place, whole),
                byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
                _ => throw new InvalidOperationException($"A row holds text, whole numbers and bytes, not {value.GetType().Name}."),
            }
        );
        _bound[parameter] = value;
    }

    /// <summary>Runs it with what is bound.</summary>
    /// <returns>The number of rows that changed.</returns>
    public int Run()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            // The message is gone once the statement is reset.
            var failure = Failure(result);
            raw.sqlite3_reset(_statement);
            throw failure;
        }
        Check(raw.sqlite3_reset(_statement));
        return raw.sqlite3_changes(_database);
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private int Bind(int place, string text)
    {
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_statement, place, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = most <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(most);
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

    private SqliteException Failure(int result) =>
        new($"SQLite Error {result}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.", result, raw.sqlite3_extended_errcode(_database));
}
