using System.Text;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>A ledger in memory: rows with versions, unique keys, remembered outcomes, messages and the audit. A test can make it fail, conflict or wait.</summary>
public sealed class MemoryLedger : Ledger
{
    /// <summary>Rows by id.</summary>
    public Dictionary<string, (long Version, Dictionary<string, object?> Fields)> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Who holds a unique key.</summary>
    public Dictionary<(string Kind, string Value), string> Claims { get; } = [];

    /// <summary>Outcomes by tenant, actor and key, and when they are forgotten.</summary>
    public Dictionary<(string Tenant, string Actor, string Key), (Recalled Outcome, DateTimeOffset Until)> Keys { get; } = [];

    /// <summary>Messages in the outbox.</summary>
    public List<Message> Outbox { get; } = [];

    /// <summary>The key of the commitments.</summary>
    public static CommitmentKey Key { get; } = new("key_1", new byte[32]);

    /// <summary>The audit.</summary>
    public List<AuditEvent> Events { get; } = [];

    /// <summary>The leaf of the last event.</summary>
    public byte[] LastBody { get; private set; } = [];

    /// <summary>Plan hashes of all decisions, in order.</summary>
    public List<string> Decided { get; } = [];

    /// <summary>How many commits still say that a version has changed.</summary>
    public int Conflicts { get; set; }

    /// <summary>What every commit throws.</summary>
    public Exception? Fails { get; set; }

    /// <summary>What a commit says instead of trying; it tries where this says nothing.</summary>
    public Func<Passage, Committed?> Says { get; set; } = _ => null;

    /// <summary>Awaited before a commit, with the passage.</summary>
    public Func<Passage, Task>? BeforeCommit { get; set; }

    /// <summary>The cancellation of the last commit.</summary>
    public CancellationToken CommitCancel { get; private set; }

    /// <summary>Everything but the audit, as one text: equal texts, equal worlds.</summary>
    public string World()
    {
        var world = new StringBuilder();
        foreach (var (id, row) in Rows.OrderBy(r => r.Key, StringComparer.Ordinal))
            world.AppendLine($"{id}@{row.Version} {string.Join(", ", row.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))}");
        foreach (var claim in Claims.OrderBy(c => c.Key.Value, StringComparer.Ordinal))
            world.AppendLine($"{claim}");
        foreach (var key in Keys.Keys.Order())
            world.AppendLine($"{key}");
        foreach (var message in Outbox)
            world.AppendLine($"{message.Id} to {message.To}");
        return world.ToString();
    }

    /// <inheritdoc/>
    public override ValueTask<Decision> Decide(Passage passage, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var decision = ((Deed)passage.Action).Decide(passage, this);
        Decided.Add(decision.Plan.Hash);
        return new(decision);
    }

    /// <inheritdoc/>
    public override async ValueTask<Committed> Commit(Passage passage, CancellationToken cancel)
    {
        CommitCancel = cancel;
        if (BeforeCommit is { } before)
            await before(passage);
        if (Fails is { } failure)
            throw failure;
        if (Says(passage) is { } said)
            return said;
        var call = passage.Call;
        if (passage.Ended == Ended.Done && passage.Key is { } key && !Keys.TryAdd(KeyOf(passage, key), Outcome(passage)))
            return new(Applied.KeyTaken);
        if (passage.Applies)
        {
            var plan = passage.Decision!.Plan;
            var committed = Conflicts-- > 0 ? new(Applied.VersionChanged, plan.Changes[0].Id) : Blocked(plan);
            if (committed.Applied != Applied.Done)
            {
                if (passage.Key is { } mine)
                    Keys.Remove(KeyOf(passage, mine));
                return committed;
            }
            Apply(plan);
        }
        Events.Add(passage.Event!);
        Assert.Null(Again.Differs(passage));
        LastBody = passage.Event!.Body(Key, default);
        return new(Applied.Done);

        (Recalled, DateTimeOffset) Outcome(Passage p) => (new Recalled(p.ArgumentsHash, p.Remembered, call.At), call.At + p.KeyLife);
    }

    private static (string, string, string) KeyOf(Passage passage, string key) => (passage.Call.By.Tenant, passage.Call.By.Actor, key);

    private Committed Blocked(Plan plan)
    {
        foreach (var claim in plan.Claims.Where(c => !c.GivenUp))
            if (Claims.TryGetValue((claim.Kind, claim.Value), out var holder) && holder != claim.Record)
                return new(Applied.ClaimTaken, holder, claim);
        foreach (var change in plan.Changes.Where(c => c.Version is not null))
            if (!Rows.TryGetValue(change.Id, out var row) || row.Version != change.Version)
                return new(Applied.VersionChanged, change.Id);
        return new(Applied.Done);
    }

    private void Apply(Plan plan)
    {
        foreach (var claim in plan.Claims)
            Claims[(claim.Kind, claim.Value)] = claim.Record;
        foreach (var change in plan.Changes)
        {
            var row = Rows.TryGetValue(change.Id, out var present) ? present : (0, new(StringComparer.Ordinal));
            foreach (var field in change.Fields)
                row.Fields[field.Name] = field.To;
            Rows[change.Id] = (row.Version + 1, row.Fields);
        }
        Outbox.AddRange(plan.Messages);
    }
}
