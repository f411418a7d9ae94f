using Headgate.Store;

namespace Headgate.Crash;

/// <summary>The writer's session with the trap between its statements.</summary>
internal sealed class TrappedSession(Session inner, Trap trap) : Session(inner.Dialect)
{
    /// <summary>Whether an event was written.</summary>
    public bool HasEvent { get; private set; }

    public override async ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values)
    {
        Before(sql);
        var changed = await inner.Execute(sql, values);
        After(sql);
        return changed;
    }

    internal override async ValueTask<long> Insert(string sql, string number, params (string Name, object? Value)[] values)
    {
        Before(sql);
        var given = await inner.Insert(sql, number, values);
        After(sql);
        return given;
    }

    public override ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values) => inner.Scalar(sql, values);

    public override ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values) => inner.Query<T>(sql, values);

    internal override async ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows)
    {
        Before(bulk.Each);
        var changed = await inner.Run(bulk, tenant, rows);
        After(bulk.Each);
        return changed;
    }

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Before(string sql)
    {
        if (Writes(sql, "audit_events"))
            trap.Pass(KillPoint.EffectWritten);
    }

    private void After(string sql)
    {
        if (Writes(sql, "audit_events"))
        {
            HasEvent = true;
            trap.Pass(KillPoint.EventWritten);
        }
        else if (Writes(sql, "log_states"))
            trap.Pass(KillPoint.StateWritten);
        else if (Writes(sql, "log_tiles"))
            trap.Pass(KillPoint.TilesWritten);
        else if (Writes(sql, "log_heads"))
            trap.Pass(KillPoint.HeadWritten);
        else if (Writes(sql, "audit_blocks"))
            trap.Pass(KillPoint.BlockWritten);
    }

    private static bool Writes(string sql, string table) => sql.StartsWith($"INSERT INTO {table} ", StringComparison.Ordinal);
}
