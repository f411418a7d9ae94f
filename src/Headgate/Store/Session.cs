using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Statements over one connection. Parameters are always bound by their names, never spliced.</summary>
public abstract class Session(Dialect dialect) : IAsyncDisposable
{
    /// <summary>Which database this is.</summary>
    public Dialect Dialect => dialect;

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows that changed.</returns>
    public abstract ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values);

    /// <summary>Puts in a row whose number the database gives.</summary>
    /// <param name="sql">An <c>INSERT</c> of one row, without <c>RETURNING</c>.</param>
    /// <param name="number">The column of the number.</param>
    /// <param name="values">What is bound.</param>
    /// <returns>The number.</returns>
    internal abstract ValueTask<long> Insert(string sql, string number, params (string Name, object? Value)[] values);

    /// <summary>The first column of the first row, or nothing.</summary>
    public abstract ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values);

    /// <summary>
    /// All rows, mapped to the properties that their columns name; <c>object</c> gives an <see cref="IDictionary{TKey, TValue}"/> by column, a lone text or
    /// number itself.
    /// </summary>
    public abstract ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values);

    /// <summary>Runs one statement for many rows.</summary>
    /// <returns>The number of rows that changed.</returns>
    internal abstract ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
