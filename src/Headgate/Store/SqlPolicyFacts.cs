using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Store;

/// <summary>
/// Judges by the policies in the database. Before a write or send, what is in force is read fresh; before an agent's read it may be a second old. Compiled
/// policies are kept for as long as the hash of what is in force stays.
/// </summary>
internal sealed class SqlPolicyFacts(Database database) : PolicyFacts
{
    // Larger plans of people are imports and demo data: nobody tries rules on them.
    private const int MostKept = 200;

    private static readonly TimeSpan ReadsSeeChanges = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (PolicySet Set, DateTimeOffset At)> _sets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override async ValueTask<Judgement> Judge(Passage passage, CancellationToken cancel)
    {
        var (call, plan) = (passage.Call, passage.Decision!.Plan);
        var isRead = plan.IsEmpty;
        // A policy may shut out everything but the way to change it.
        if (isRead && call.By.IsPerson || call.By.IsPerson && IsOfPolicies(passage.Action))
            return Judgement.None;
        if (isRead && Known(call) is { } known && known.Asked(true, false) == 0)
            return Judgement.None;
        var set = (isRead ? Known(call) : null) ?? await Load(call, cancel);
        var asked = set.Asked(isRead, call.By.IsPerson);
        var isKept = !isRead && !passage.DryRun && call.Approval is null && !(call.By.IsPerson && plan.Changes.Count > MostKept);
        if (asked == 0 && !isKept)
            return Judgement.None;
        if (isRead && set.Settled(passage.Action, () => Sight.Of(Sighting.Of(passage))) is { } settled)
            return new()
            {
                Rulings = settled,
                Asked = asked,
                Set = set.Hash,
            };
        var seen = Sighting.Of(passage);
        if (asked == 0)
            return new() { Seen = seen };
        var sight = Sight.Of(seen);
        var rulings = await set.Judge(isRead, call.By.IsPerson, sight, new OnDemand(database, call.By.Tenant), cancel);
        return new()
        {
            Rulings = rulings,
            Asked = asked,
            Set = set.Hash,
            Facts = sight.Facts.Count,
            FactsHash = sight.Facts.Count == 0 ? "" : sight.FactsHash(),
            Seen = isKept ? Sighting.With(seen, sight.Facts) : null,
        };
    }

    private static bool IsOfPolicies(ActionSpec action) =>
        action.Id.StartsWith("policies.", StringComparison.Ordinal) || action.Id.StartsWith("lists.", StringComparison.Ordinal);

    private PolicySet? Known(Call call) =>
        _sets.TryGetValue(call.By.Tenant, out var known) && (call.At - known.At).Duration() < ReadsSeeChanges ? known.Set : null;

    private async ValueTask<PolicySet> Load(Call call, CancellationToken cancel)
    {
        var tenant = call.By.Tenant;
        await using var view = await database.Read(tenant, cancel);
        var session = view.Session;
        var hash =
            (string?)await session.Scalar("SELECT policies FROM organisations WHERE tenant = @tenant AND id = @tenant", ("tenant", tenant))
            ?? "";
        var set =
            hash.Length == 0 ? PolicySet.Empty
            : _sets.TryGetValue(tenant, out var known) && known.Set.Hash == hash ? known.Set
            : await Compile(session, tenant, hash);
        _sets[tenant] = (set, call.At);
        return set;
    }

    private static async ValueTask<PolicySet> Compile(Session session, string tenant, string hash)
    {
        var rows = await session.Query<Row>("SELECT body, mode FROM policies WHERE tenant = @tenant AND mode <> 'off'", ("tenant", tenant));
        return new(hash, rows.Select(r => (r.Body, r.Mode != "on")));
    }

    // Most calls are judged without a fact.
    private sealed class OnDemand(Database database, string tenant) : FactSource
    {
        public override async ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
            Sight sight,
            IReadOnlyCollection<string> names,
            CancellationToken cancel
        )
        {
            await using var view = await database.Read(tenant, cancel);
            return await new SqlFacts(view.Session, tenant).Read(sight, names, cancel);
        }
    }

    private sealed class Row
    {
        public string Body { get; init; } = "";
        public string Mode { get; init; } = "";
    }
}
