using System.Data;
using System.Data.Common;
using Dapper;
using Headgate.Gate;
using Headgate.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Headgate.Store;

/// <summary>
/// Statements over one connection. On SQLite, prepared statements are kept by their text; on PostgreSQL the driver prepares by itself. Parameters are always
/// bound, never spliced.
/// </summary>
public sealed class Session(DbConnection connection, Dialect dialect) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<Bulk, Statement> _bulks = new(ReferenceEqualityComparer.Instance);

    // How the rows of a text become objects: found once, since asking the driver for every column's type costs more than reading the row.
    private readonly Dictionary<(string Sql, Type Row), Delegate> _parsers = [];

    // Columns are snake_case, properties are not.
    static Session() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Which database this is.</summary>
    public Dialect Dialect => dialect;

    /// <summary>The connection underneath; only the store sees it.</summary>
    internal DbConnection Connection => connection;

    /// <summary>The transaction that statements belong to, where the driver wants to be told.</summary>
    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows that changed.</returns>
    public async ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values)
    {
        var command = Command(sql, values);
        try
        {
            // The embedded database answers at once; its asynchronous calls are the same with a task around them.
            return dialect == Dialect.Sqlite ? command.ExecuteNonQuery() : await command.ExecuteNonQueryAsync();
        }
        finally
        {
            await LetGo(command);
        }
    }

    /// <summary>The first column of the first row, or nothing.</summary>
    public async ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values)
    {
        var command = Command(sql, values);
        try
        {
            var found = dialect == Dialect.Sqlite ? command.ExecuteScalar() : await command.ExecuteScalarAsync();
            return found is DBNull ? null : found;
        }
        finally
        {
            await LetGo(command);
        }
    }

    /// <summary>All rows, mapped to the properties that their columns name.</summary>
    public async ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values)
    {
        var command = Command(sql, values);
        try
        {
            if (dialect == Dialect.Sqlite)
            {
                using var rows = command.ExecuteReader(CommandBehavior.SingleResult);
                return Read<T>(sql, rows);
            }
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult);
            return await ReadAsync<T>(sql, reader);
        }
        finally
        {
            await LetGo(command);
        }
    }

    /// <summary>Runs one statement for many rows.</summary>
    /// <returns>The number of rows that changed.</returns>
    internal async ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return 0;
        if (dialect == Dialect.Sqlite)
            return RunEach(bulk, tenant, rows);
        await using var command = connection.CreateCommand();
        command.CommandText = bulk.All;
        command.Parameters.Add(dialect.Parameter(command, "tenant", tenant));
        foreach (var (place, (name, holds)) in bulk.Columns.Index())
            command.Parameters.Add(
                holds switch
                {
                    Holds.Whole or Holds.Flag => Column<long?>(name, NpgsqlDbType.Bigint, rows, place),
                    Holds.Bytes => Column<byte[]>(name, NpgsqlDbType.Bytea, rows, place),
                    _ => Column<string>(name, NpgsqlDbType.Text, rows, place),
                }
            );
        return await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ForgetBulks();
        foreach (var command in _kept.Values)
            await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private List<T> Read<T>(string sql, DbDataReader reader)
    {
        var rows = new List<T>();
        if (!reader.Read())
            return rows;
        var parse = ParserOf<T>(sql, reader);
        do rows.Add(Parse(sql, reader, ref parse));
        while (reader.Read());
        return rows;
    }

    private async ValueTask<List<T>> ReadAsync<T>(string sql, DbDataReader reader)
    {
        var rows = new List<T>();
        if (!await reader.ReadAsync())
            return rows;
        var parse = ParserOf<T>(sql, reader);
        do rows.Add(Parse(sql, reader, ref parse));
        while (await reader.ReadAsync());
        return rows;
    }

    private T Parse<T>(string sql, DbDataReader reader, ref Func<DbDataReader, T> parse)
    {
        try
        {
            return parse(reader);
        }
        catch (DataException)
        {
            // A computed column that was null before has a type now: the parser was made for another row.
            _parsers.Remove((sql, typeof(T)));
            parse = ParserOf<T>(sql, reader);
            return parse(reader);
        }
    }

    private int RunEach(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows)
    {
        if (!_bulks.TryGetValue(bulk, out var statement))
        {
            if (_bulks.Count > 500)
                ForgetBulks();
            _bulks[bulk] = statement = new((SqliteConnection)connection, bulk.Each, bulk.Columns.Select(c => c.Name).Append("tenant"));
        }
        var changed = 0;
        statement.Bind(bulk.Columns.Count, tenant);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                statement.Bind(i, row[i]);
            changed += statement.Run();
        }
        return changed;
    }

    private static NpgsqlParameter Column<T>(string name, NpgsqlDbType type, IReadOnlyList<object?[]> rows, int place)
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T?)rows[i][place];
        return new(name, NpgsqlDbType.Array | type) { Value = values };
    }

    private void ForgetBulks()
    {
        foreach (var statement in _bulks.Values)
            statement.Dispose();
        _bulks.Clear();
    }

    private Func<DbDataReader, T> ParserOf<T>(string sql, DbDataReader reader)
    {
        if (_parsers.TryGetValue((sql, typeof(T)), out var kept))
            return (Func<DbDataReader, T>)kept;
        // The mapper has no parser for a lone text.
        Func<DbDataReader, T> parse = typeof(T) == typeof(string) ? row => row.GetFieldValue<T>(0) : reader.GetRowParser<T>();
        if (_parsers.Count > 500)
            _parsers.Clear();
        _parsers[(sql, typeof(T))] = parse;
        return parse;
    }

    private DbCommand Command(string sql, (string Name, object? Value)[] values)
    {
        if (dialect == Dialect.Sqlite && _kept.TryGetValue(sql, out var kept))
        {
            for (var i = 0; i < values.Length; i++)
            {
                // Another caller may name the same parameters in another order.
                var parameter =
                    i < kept.Parameters.Count && IsCalled(kept.Parameters[i], values[i].Name)
                        ? kept.Parameters[i]
                        : kept.Parameters["@" + values[i].Name];
                parameter.Value = dialect.Value(values[i].Value);
            }
            return kept;
        }
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        foreach (var (name, value) in values)
            command.Parameters.Add(dialect.Parameter(command, name, value));
        if (dialect != Dialect.Sqlite)
            return command;
        command.Prepare();
        // Texts are few, since they are constants; a handful of shapes vary with filters.
        if (_kept.Count > 500)
            Forget();
        return _kept[sql] = command;
    }

    private static bool IsCalled(DbParameter parameter, string name) => parameter.ParameterName.AsSpan(1).SequenceEqual(name);

    private void Forget()
    {
        foreach (var command in _kept.Values)
            command.Dispose();
        _kept.Clear();
    }

    private ValueTask LetGo(DbCommand command) => dialect == Dialect.Sqlite ? default : command.DisposeAsync();
}
