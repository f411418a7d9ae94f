using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Tenants;

/// <summary>A database that tells what is asked of it, and can be asked without the application's own filter.</summary>
internal sealed partial class Watched(Database inner) : Database
{
    private readonly ConcurrentDictionary<string, string> _bare = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private List<(string Sql, string? Tenant)> _heard = [];

    /// <summary>Whether every condition on the organisation is taken out of what is asked.</summary>
    public bool IsBare { get; set; }

    /// <summary>How many texts had one.</summary>
    public int Bared => _bare.Count(b => b.Key != b.Value);

    public override Dialect Dialect => inner.Dialect;

    public override string Shown => inner.Shown;

    /// <summary>What was asked since the last time.</summary>
    public IReadOnlyList<(string Sql, string? Tenant)> Take()
    {
        lock (_lock)
        {
            var heard = _heard;
            _heard = [];
            return heard;
        }
    }

    public override async ValueTask<View> Read(string tenant, CancellationToken cancel)
    {
        var view = await inner.Read(tenant, cancel);
        return new(new Ear(this, view.Session, IsBare), view.DisposeAsync, _ => default);
    }

    // The embedded database has nothing behind the filter: a write without it would change everybody's rows.
    public override Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work) =>
        inner.Write(tenant, session => work(new Ear(this, session, IsBare && Dialect == Dialect.Postgres)));

    public override Task Backup(string target, CancellationToken cancel) => inner.Backup(target, cancel);

    public override Task Scrub(CancellationToken cancel) => inner.Scrub(cancel);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private string Heard(string sql, (string Name, object? Value)[] values, bool bare)
    {
        lock (_lock)
            _heard.Add((sql, values.FirstOrDefault(v => v.Name == "tenant").Value as string));
        return bare ? _bare.GetOrAdd(sql, Bare) : sql;
    }

    // The parameter stays, since it is bound.
    private static string Bare(string sql) => Joined().Replace(Filtered().Replace(sql, "@tenant IS NOT NULL"), "1 = 1");

    [GeneratedRegex(@"\b(?:\w+\.)?tenant\s*=\s*@tenant\b", RegexOptions.None, 1000)]
    private static partial Regex Filtered();

    [GeneratedRegex(@"\b\w+\.tenant\s*=\s*\w+\.tenant\b", RegexOptions.None, 1000)]
    private static partial Regex Joined();

    private sealed class Ear(Watched to, Session inner, bool bare) : Session(inner.Dialect)
    {
        public override ValueTask<int> Execute(string sql, params (string Name, object? Value)[] values) =>
            inner.Execute(to.Heard(sql, values, bare), values);

        internal override ValueTask<long> Insert(string sql, string number, params (string Name, object? Value)[] values) =>
            inner.Insert(to.Heard(sql, values, bare), number, values);

        public override ValueTask<object?> Scalar(string sql, params (string Name, object? Value)[] values) =>
            inner.Scalar(to.Heard(sql, values, bare), values);

        public override ValueTask<List<T>> Query<T>(string sql, params (string Name, object? Value)[] values) =>
            inner.Query<T>(to.Heard(sql, values, bare), values);

        internal override ValueTask<int> Run(Bulk bulk, string tenant, IReadOnlyList<object?[]> rows)
        {
            to.Heard(bulk.All, [("tenant", tenant)], false);
            return inner.Run(bulk, tenant, rows);
        }

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
