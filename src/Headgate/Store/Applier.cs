using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Applies a plan inside a transaction: unique keys, preconditions, rows, before-images, history, words for search, messages. Table and column names come
/// from declared kinds and fields, never from a call.
/// </summary>
internal sealed class Applier(Sealer sealer)
{
    private static readonly ConcurrentDictionary<(RecordKind Kind, string Shape), string> Texts = new();

    public async ValueTask<Committed> Apply(Session session, Passage passage)
    {
        var plan = passage.Decision!.Plan;
        var tenant = passage.Call.By.Tenant;
        foreach (var claim in plan.Claims)
            if (await Claims.Take(session, tenant, claim, passage.Call.At, passage.Call.Approval?.Id) is { } holder)
                return new(Applied.ClaimTaken, holder, claim);
        foreach (var relied in plan.ReliedOn)
            if (!await StillAt(session, tenant, relied))
                return new(Applied.VersionChanged, relied.Id);
        for (var i = 0; i < plan.Changes.Count; i++)
            if (!await Apply(session, passage, plan.Changes[i], i))
                return new(Applied.VersionChanged, plan.Changes[i].Id);
        foreach (var message in plan.Messages)
            await Outbox.Queue(session, passage, message);
        await Outbox.HoldWhenTurnedOff(session, passage);
        await Approvals.LetGo(session, passage);
        return new(Applied.Done);
    }

    private async ValueTask<bool> Apply(Session session, Passage passage, Change change, int ordinal)
    {
        var tenant = passage.Call.By.Tenant;
        switch (change.Verb)
        {
            case Verb.Insert:
                await Insert(session, tenant, change);
                break;
            case Verb.Touch:
                await Touch(session, tenant, change);
                return true;
            case Verb.Delete:
                return await session.Execute(
                        $"DELETE FROM {change.Kind.Table} WHERE tenant = @tenant AND id = @id AND version = @version",
                        ("tenant", tenant),
                        ("id", change.Id),
                        ("version", change.Version)
                    ) == 1;
            default:
                if (!await Update(session, tenant, change))
                    return false;
                await KeepBefore(session, passage, change, ordinal);
                break;
        }
        if (change.Kind.Searched && change.Fields.Any(f => change.Kind[f.Name].Searched))
            await SearchIndex.Put(session, tenant, change);
        await History.Tell(session, passage, change);
        return true;
    }

    private static async ValueTask Insert(Session session, string tenant, Change change)
    {
        var text = Texts.GetOrAdd(
            (change.Kind, "+" + string.Join(',', change.Fields.Select(f => f.Name))),
            _ =>
                $"INSERT INTO {change.Kind.Table} (id, tenant, version{string.Concat(change.Fields.Select(f => ", " + f.Name))}) "
                + $"VALUES (@id, @tenant, 1{string.Concat(change.Fields.Select(f => ", @" + f.Name))})"
        );
        await session.Execute(text, [("id", change.Id), ("tenant", tenant), .. change.Fields.Select(f => (f.Name, f.To))]);
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

    private static async ValueTask<bool> StillAt(Session session, string tenant, Relied relied)
    {
        // On PostgreSQL the row is held until the commit, so that nobody changes it in between.
        var hold = session.Dialect == Dialect.Postgres ? " FOR SHARE" : "";
        var version = await session.Scalar(
            $"SELECT version FROM {relied.Kind.Table} WHERE tenant = @tenant AND id = @id{hold}",
            ("tenant", tenant),
            ("id", relied.Id)
        );
        return version is long present && present == relied.Version;
    }

    private async ValueTask KeepBefore(Session session, Passage passage, Change change, int ordinal)
    {
        var tenant = passage.Call.By.Tenant;
        var was = change.Fields.ToDictionary(f => f.Name, f => f.From, StringComparer.Ordinal);
        var subject = await SubjectOf(session, tenant, change);
        await session.Execute(
            """
            INSERT INTO before_images (tenant, event_id, ordinal, record_id, version, subject, sealed)
            VALUES (@tenant, @event, @ordinal, @record, @version, @subject, @sealed)
            """,
            ("tenant", tenant),
            ("event", passage.Event!.Id),
            ("ordinal", ordinal),
            ("record", change.Id),
            ("version", change.Version),
            ("subject", subject),
            ("sealed", await sealer.Seal(session, tenant, subject, JsonSerializer.SerializeToUtf8Bytes(was)))
        );
    }

    private static async ValueTask<string> SubjectOf(Session session, string tenant, Change change) =>
        change.Kind.SubjectField switch
        {
            null => tenant,
            "id" => change.Id,
            var field => (string?)
                await session.Scalar(
                    $"SELECT {field} FROM {change.Kind.Table} WHERE tenant = @tenant AND id = @id",
                    ("tenant", tenant),
                    ("id", change.Id)
                )
                ?? tenant,
        };
}
