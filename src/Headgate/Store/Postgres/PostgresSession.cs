using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Dapper;
using Headgate.Gate;
using Npgsql;
using NpgsqlTypes;

namespace Headgate.Store.Postgres;

/// <summary>Statements over a connection to PostgreSQL, whose driver prepares by itself what comes again.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : Session(Dialect.Postgres)
{
    // How the rows of a text become objects: found once, since asking the driver for every column's type costs more than reading the row.
    private static readonly ConcurrentDictionary<(string Sql, Type Row), Delegate> Parsers = new();

    // Columns are snake_case, properties are not.
    static PostgresSession() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <inheritdoc/>
    public override async ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    internal override async ValueTask<long> Insert(string sql, string number, params (string Name, object? Value)[] values) =>
        (long)(await Scalar($"{sql} RETURNING {number}", values))!;

    /// <inheritdoc/>
    public override async ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is var found and not DBNull ? found : null;
    }

    /// <inheritdoc/>
    public override async ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult);
        var rows = new List<T>();
        if (!await reader.ReadAsync())
            return rows;
        var parse = ParserOf<T>(sql, reader);
        do rows.Add(Parse(sql, reader, ref parse));
        while (await reader.ReadAsync());
        return rows;
    }

    /// <inheritdoc/>
    internal override async ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return 0;
        await using var command = connection.CreateCommand();
        command.CommandText = bulk.All;
        command.Parameters.Add(Parameter("tenant", tenant));
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
    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private NpgsqlCommand Command(string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.Add(Parameter(name, value));
        return command;
    }

    // The server must know the type of a null; every column that may be null is text or whole.
    private NpgsqlParameter Parameter(string name, object? value) =>
        Dialect.Value(value) is { } bound ? new(name, bound) : new(name, NpgsqlDbType.Unknown) { Value = DBNull.Value };

    private static NpgsqlParameter Column<T>(string name, NpgsqlDbType type, IReadOnlyList<object?[]> rows, int place)
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T?)rows[i][place];
        return new(name, NpgsqlDbType.Array | type) { Value = values };
    }

    private static T Parse<T>(string sql, DbDataReader reader, ref Func<DbDataReader, T> parse)
    {
        try
        {
            return parse(reader);
        }
        catch (DataException)
        {
            // A computed column that was null before has a type now: the parser was made for another row.
            Parsers.TryRemove((sql, typeof(T)), out _);
            parse = ParserOf<T>(sql, reader);
            return parse(reader);
        }
    }

    private static Func<DbDataReader, T> ParserOf<T>(string sql, DbDataReader reader)
    {
        if (Parsers.TryGetValue((sql, typeof(T)), out var kept))
            return (Func<DbDataReader, T>)kept;
        // The mapper has no parser for a lone text.
        Func<DbDataReader, T> parse = typeof(T) == typeof(string) ? row => row.GetFieldValue<T>(0) : reader.GetRowParser<T>();
        // Texts are few, since they are constants; a handful of shapes vary with filters.
        if (Parsers.Count > 2_000)
            Parsers.Clear();
        Parsers[(sql, typeof(T))] = parse;
        return parse;
    }
}
