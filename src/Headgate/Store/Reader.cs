using System.Collections.Concurrent;
using Headgate.Gate;
using Headgate.Gate.Breakers;

namespace Headgate.Store;

/// <summary>
/// All that an action can reach: reads of its caller's organisation, over one consistent view. It has no verb that writes, and a text that does not name
/// the tenant is refused.
/// </summary>
public sealed class Reader(View view, Call call, Sealer sealer)
{
    private readonly Session _session = view.Session;

    private static readonly ConcurrentDictionary<string, bool> Checked = new(StringComparer.Ordinal);

    /// <summary>Who asks.</summary>
    public Principal By => call.By;

    /// <summary>When the call came.</summary>
    public DateTimeOffset Now => call.At;

    /// <summary>Where the two databases differ.</summary>
    public Dialect Dialect => _session.Dialect;

    /// <summary>Which breakers of the organisation are not closed.</summary>
    public Func<IReadOnlyList<OpenBreaker>>? Breakers { get; init; }

    /// <summary>The handles among the arguments.</summary>
    public IReadOnlyList<GivenHandle> Given { get; init; } = [];

    /// <summary>What they stand for, once somebody looked.</summary>
    public Dictionary<string, string> Resolved { get; init; } = [];

    internal Session Session => _session;
    internal Sealer Sealer => sealer;
    internal Call Call => call;

    /// <summary>All rows. <c>@tenant</c> is bound by the reader.</summary>
    public ValueTask<List<T>> All<T>(string sql, params (string Name, object? Value)[] values) =>
        _session.Query<T>(OfTenant(sql), [("tenant", call.By.Tenant), .. values]);

    /// <summary>The first row, or nothing.</summary>
    public async ValueTask<T?> First<T>(string sql, params (string Name, object? Value)[] values)
        where T : class
    {
        var rows = await All<T>(sql, values);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <summary>A count or sum; 0 for nothing.</summary>
    public async ValueTask<long> Number(string sql, params (string Name, object? Value)[] values) =>
        Convert.ToInt64(await _session.Scalar(OfTenant(sql), [("tenant", call.By.Tenant), .. values]) ?? 0L);

    /// <summary>One text, or nothing.</summary>
    public async ValueTask<string?> Word(string sql, params (string Name, object? Value)[] values) =>
        (string?)await _session.Scalar(OfTenant(sql), [("tenant", call.By.Tenant), .. values]);

    /// <summary>Who holds keys of a kind.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> Holders(string kind, IReadOnlyCollection<string> values) =>
        (await Claims.Holders(_session, call.By.Tenant, kind, values)).ToDictionary(h => h.Value, h => h.RecordId, StringComparer.Ordinal);

    /// <summary>The records that are perhaps the same as one with these fields, the likest first.</summary>
    public async ValueTask<IReadOnlyList<(string Id, Gate.Matching.Match Match)>> Alike(RecordKind kind, Func<string, string?> field)
    {
        var compared = new Compared(kind.Name, "", Gate.Matching.Profile.Of(kind.Name, field)!, null);
        return compared.With(await MatchKeys.Find(_session, call.By.Tenant, kind.Name, compared.Now));
    }

    /// <summary>
    /// The condition that keeps an owned record to those who may see it (own, team, all); begins with <c>AND</c> or is empty. It holds no value from
    /// outside: the ids come from the credential and have the form of ids.
    /// </summary>
    public string Visible(string owner) =>
        call.By.Sees switch
        {
            Visibility.All => "",
            Visibility.Team => $" AND ({owner} IS NULL OR {owner} IN ({Ids(call.By.Team)}))",
            _ => $" AND {owner} IN ({Ids([call.By.Person])})",
        };

    /// <summary>The transparency log.</summary>
    internal Logs.StoredLog Log() => new(_session, call.By.Tenant);

    /// <summary>The audit, by what its events are looked for.</summary>
    internal Logs.EventSearch Events() => new(this);

    /// <summary>Calls as policies saw them.</summary>
    internal RecordedCalls Recorded() => new(this);

    /// <summary>Seals a text under the store's own key.</summary>
    internal string Seal(string text, string boundTo) => sealer.SealAgain(text, boundTo);

    /// <summary>A held call as it was sealed; nothing when its key is destroyed.</summary>
    internal async ValueTask<HeldCall?> Held(string subject, byte[] sealedCall) =>
        await sealer.Unseal(_session, call.By.Tenant, subject, sealedCall) is { } plain ? HeldCall.Open(plain) : null;

    /// <summary>What was sealed for each subject, opened; nothing where the subject's key is destroyed.</summary>
    internal async ValueTask<IReadOnlyList<byte[]?>> Open(IReadOnlyList<(string Subject, byte[] Sealed)> those)
    {
        var keys = await sealer.KeysOf(_session, call.By.Tenant, those.Select(t => t.Subject));
        return
        [
            .. those.Select(t => keys.TryGetValue(t.Subject, out var key) ? Sealer.Open(key, call.By.Tenant, t.Subject, t.Sealed) : null),
        ];
    }

    /// <summary>Whether this call follows one that is not done yet: see <see cref="Follow"/>.</summary>
    public bool Follows => call.After is not null;

    /// <summary>
    /// Waits for the call that this one follows, if there is one. What was read before is as old as it was then: a plan that builds on it relies on the
    /// versions it saw.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> Follow()
    {
        if (call.After is null)
            return false;
        await view.Renew(call.After);
        return true;
    }

    private static string Ids(IReadOnlyList<string> ids) =>
        string.Join(", ", ids.Where(i => Gate.Ids.Is(i, "usr")).Select(i => $"'{i}'").DefaultIfEmpty("''"));

    private static string OfTenant(string sql) =>
        Checked.GetOrAdd(sql, s => s.Contains("@tenant", StringComparison.Ordinal))
            ? sql
            : throw new InvalidOperationException("A read that does not name its tenant: " + sql);
}
