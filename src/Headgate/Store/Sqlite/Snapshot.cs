using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>
/// A read-only connection and the two statements around each of its views. They are stepped without the driver: they have no parameters and no rows, and
/// every call of every agent runs them.
/// </summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _end;

    public Snapshot(string readOnly)
    {
        _connection = new(readOnly);
        _connection.Open();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText = "PRAGMA query_only=1; PRAGMA mmap_size=0; PRAGMA cache_size=-16384; PRAGMA busy_timeout=5000;";
            command.ExecuteNonQuery();
        }
        Session = new SqliteSession(_connection);
        _begin = Prepare("BEGIN");
        _end = Prepare("COMMIT");
    }

    /// <summary>The statements of whoever reads.</summary>
    public Session Session { get; }

    /// <summary>Begins a view; its first statement fixes what it sees.</summary>
    /// <exception cref="SqliteException">It cannot begin.</exception>
    public void Begin() => Step(_begin);

    /// <summary>Ends the view.</summary>
    /// <exception cref="SqliteException">It cannot end.</exception>
    public void End() => Step(_end);

    /// <summary>Ends the view, or begins the next.</summary>
    public ValueTask Turn(bool on)
    {
        Step(on ? _begin : _end);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _begin.Dispose();
        _end.Dispose();
        return Session.DisposeAsync();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection.Handle, sql, out var statement));
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        var stepped = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        Check(stepped == raw.SQLITE_DONE ? raw.SQLITE_OK : stepped);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
