using Headgate.Gate;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>
/// Statements over a connection to the embedded database. They are kept by their text and run without the driver's commands and readers, which cost more
/// than most of our statements; all are done when they return.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : Session(Dialect.Sqlite)
{
    // Texts are few, since they are constants; a handful of shapes vary with filters.
    private const int MostKept = 500;

    private readonly Dictionary<string, Statement> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<Bulk, Statement> _bulks = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public override ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values) => new(Of(sql, values).Run());

    /// <inheritdoc/>
    internal override ValueTask<long> Insert(string sql, string number, params (string Name, object? Value)[] values)
    {
        // RETURNING works by a trigger, and a statement with a trigger copies every page aside before it touches it.
        Of(sql, values).Run();
        return new(raw.sqlite3_last_insert_rowid(connection.Handle));
    }

    /// <inheritdoc/>
    public override ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values) => new(Of(sql, values).First());

    /// <inheritdoc/>
    public override ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values) => new(Of(sql, values).Rows<T>());

    /// <inheritdoc/>
    internal override ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return new(0);
        if (!_bulks.TryGetValue(bulk, out var statement))
        {
            if (_bulks.Count > MostKept)
                Forget(_bulks);
            _bulks[bulk] = statement = new(connection, bulk.Each, bulk.Columns.Select(c => c.Name).Append("tenant"));
        }
        var changed = 0;
        statement.Bind(bulk.Columns.Count, tenant);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                statement.Bind(i, row[i]);
            changed += statement.Run();
        }
        return new(changed);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Forget(_bulks);
        Forget(_kept);
        return connection.DisposeAsync();
    }

    private Statement Of(string sql, (string Name, object? Value)[] values)
    {
        if (!_kept.TryGetValue(sql, out var statement) || !statement.Takes(values))
        {
            if (_kept.Count > MostKept)
                Forget(_kept);
            // Another caller may name the same parameters in another order.
            statement?.Dispose();
            _kept[sql] = statement = new(connection, sql, values.Select(v => v.Name));
        }
        for (var i = 0; i < values.Length; i++)
            statement.Bind(i, Dialect.Value(values[i].Value));
        return statement;
    }

    private static void Forget<T>(Dictionary<T, Statement> kept)
        where T : notnull
    {
        foreach (var statement in kept.Values)
            statement.Dispose();
        kept.Clear();
    }
}
