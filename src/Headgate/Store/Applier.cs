using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Applies a plan inside a transaction: unique keys, preconditions, rows, before-images, history, words for search, messages. Table and column names come
/// from declared kinds and fields, never from a call.
/// </summary>
internal sealed class Applier(Sealer sealer)
{
    private static readonly ConcurrentDictionary<(RecordKind Kind, string Shape), string> Texts = new();
    private readonly BeforeImages _before = new(sealer);

    /// <summary>Applies the plan of a call.</summary>
    /// <param name="session">The commit.</param>
    /// <param name="passage">The call.</param>
    /// <param name="made">The plan's new records, by their places in it; of a large plan they may still be made while its keys are taken.</param>
    /// <param name="payloads">What is sealed on the way is added.</param>
    public async ValueTask<Committed> Apply(Session session, Passage passage, Task<ILookup<int, NewRecords>> made, List<byte[]> payloads)
    {
        var plan = passage.Decision!.Plan;
        var tenant = passage.Call.By.Tenant;
        if (await Claims.Take(session, tenant, plan.Claims, passage.Call.At, passage.Call.Approval?.Id) is { } taken)
            return new(Applied.ClaimTaken, taken.Holder, taken.Claim);
        if (await Moved(session, tenant, plan.ReliedOn) is { } moved)
            return new(Applied.VersionChanged, moved);
        // The embedded store's writer must not leave its thread, as it would after an await of what is not complete.
        var records = made.GetAwaiter().GetResult();
        for (var i = 0; i < plan.Changes.Count; i++)
        {
            foreach (var those in records[i])
                await those.Put(session, tenant);
            if (!await Apply(session, passage, plan.Changes[i], i, payloads))
                return new(Applied.VersionChanged, plan.Changes[i].Id);
        }
        if (plan.Erasure is not null)
            await new Erasing.Eraser(sealer, session, passage).Run();
        if (plan.AgedBefore is { } before)
            await PolicyTrail.Drop(session, tenant, KeptClass.Of(plan.AgedClass!), before);
        await BeforeImages.KeepBirths(session, passage);
        await History.Tell(session, passage);
        foreach (var message in plan.Messages)
            await Outbox.Queue(session, passage, message);
        await Outbox.HoldWhenTurnedOff(session, passage);
        await Approvals.LetGo(session, passage);
        return new(Applied.Done);
    }

    private async ValueTask<bool> Apply(Session session, Passage passage, Change change, int ordinal, List<byte[]> payloads)
    {
        var tenant = passage.Call.By.Tenant;
        switch (change.Verb)
        {
            case Verb.Insert:
                // It went in with the first of those that stand together.
                return true;
            case Verb.Touch:
                await Touch(session, tenant, change);
                return true;
            case Verb.Delete:
                await _before.KeepWhole(session, passage, change, ordinal, payloads);
                return await session.Execute(
                        $"DELETE FROM {change.Kind.Table} WHERE tenant = @tenant AND id = @id AND version = @version",
                        ("tenant", tenant),
                        ("id", change.Id),
                        ("version", change.Version)
                    ) == 1;
            default:
                if (!await Update(session, tenant, change))
                    return false;
                // What an erasure takes out of a text is not kept anywhere.
                if (passage.Decision!.Plan.Erasure is null)
                    await _before.Keep(session, passage, change, ordinal, payloads);
                if (change.Kind.Searched && change.Fields.Any(f => f.Name == Gone.Field || change.Kind[f.Name].Searched))
                    await SearchIndex.Move(session, tenant, change);
                await MatchKeys.Move(session, tenant, change);
                return true;
        }
    }

    private static async ValueTask<bool> Update(Session session, string tenant, Change change)
    {
        var text = Texts.GetOrAdd(
            (change.Kind, "=" + string.Join(',', change.Fields.Select(f => f.Name))),
            _ =>
                $"UPDATE {change.Kind.Table} SET version = version + 1{string.Concat(change.Fields.Select(f => $", {f.Name} = @{f.Name}"))} "
                + "WHERE tenant = @tenant AND id = @id AND version = @version"
        );
        return await session.Execute(
                text,
                [("tenant", tenant), ("id", change.Id), ("version", change.Version), .. change.Fields.Select(f => (f.Name, f.To))]
            ) == 1;
    }

    private static async ValueTask Touch(Session session, string tenant, Change change)
    {
        var clock = change.Fields[0];
        await session.Execute(
            $"UPDATE {change.Kind.Table} SET {clock.Name} = @at WHERE tenant = @tenant AND id = @id AND ({clock.Name} IS NULL OR {clock.Name} < @at)",
            ("at", clock.To),
            ("tenant", tenant),
            ("id", change.Id)
        );
    }

    // The first record that is not at the version that was relied on.
    private static async ValueTask<string?> Moved(Session session, string tenant, IReadOnlyList<Relied> relied)
    {
        if (session.Dialect == Dialect.Sqlite)
        {
            // A step each, in this process; of a list it would rather walk the whole organisation.
            foreach (var each in relied)
                if (await VersionOf(session, tenant, each) != each.Version)
                    return each.Id;
            return null;
        }
        var present = new Dictionary<(RecordKind, string), long>();
        foreach (var kind in relied.GroupBy(r => r.Kind))
        // The rows are held until the commit, so that nobody changes them in between.
        foreach (
            var found in await session.Query<Found>(
                $"SELECT id, version FROM {kind.Key.Table} WHERE tenant = @tenant AND {session.Dialect.In("id", "@ids")} FOR SHARE",
                ("tenant", tenant),
                ("ids", kind.Select(r => r.Id))
            )
        )
            present[(kind.Key, found.Id)] = found.Version;
        return relied.FirstOrDefault(r => !present.TryGetValue((r.Kind, r.Id), out var version) || version != r.Version)?.Id;
    }

    private static async ValueTask<long?> VersionOf(Session session, string tenant, Relied relied) =>
        (long?)
            await session.Scalar(
                $"SELECT version FROM {relied.Kind.Table} WHERE tenant = @tenant AND id = @id",
                ("tenant", tenant),
                ("id", relied.Id)
            );

    private sealed class Found
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
    }
}
