using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Bench;

/// <summary>A store that leaves out what the audit writes, and nothing else: what its events cost is the difference.</summary>
internal sealed class Unaudited(Database inner) : Database
{
    public override Dialect Dialect => inner.Dialect;

    public override string Shown => inner.Shown;

    public override ValueTask<View> Read(string tenant, CancellationToken cancel) => inner.Read(tenant, cancel);

    public override Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work) =>
        inner.Write(tenant, session => work(new WithoutEvents(session)));

    public override Task Backup(string target, CancellationToken cancel) => inner.Backup(target, cancel);

    public override Task Scrub(CancellationToken cancel) => inner.Scrub(cancel);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class WithoutEvents(Session inner) : Session(inner.Dialect)
    {
        private static readonly string[] Tables = ["audit_events", "audit_refs", "recorded_calls"];

        public override ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values) =>
            IsOfAudit(sql) ? new(1) : inner.Execute(sql, values);

        internal override ValueTask<long> Insert(string sql, string number, params (string Name, object? Value)[] values) =>
            IsOfAudit(sql) ? new(0L) : inner.Insert(sql, number, values);

        public override ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values) => inner.Scalar(sql, values);

        public override ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values) =>
            inner.Query<T>(sql, values);

        internal override ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows) =>
            IsOfAudit(bulk.Each) ? new(rows.Count) : inner.Run(bulk, tenant, rows);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();

        private static bool IsOfAudit(string sql) => Tables.Any(t => sql.StartsWith($"INSERT INTO {t} ", StringComparison.Ordinal));
    }
}
