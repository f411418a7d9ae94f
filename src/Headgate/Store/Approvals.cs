using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Guards;

namespace Headgate.Store;

/// <summary>Held calls in the commit: kept with the keys they claim, spent once, let go with what they kept.</summary>
internal static class Approvals
{
    /// <summary>Keeps a held call, and the unique keys of its plan for it.</summary>
    public static async ValueTask<Committed> Keep(Session session, Sealer sealer, Passage passage)
    {
        var call = passage.Call;
        var tenant = call.By.Tenant;
        var id = passage.HeldAs;
        // A key that the plan moves from one record to another is somebody's already.
        var claims = passage.Decision!.Plan.Claims;
        var moved = claims.Where(c => c.GivenUp).Select(c => (c.Kind, c.Value)).ToHashSet();
        var kept = claims.Where(c => !c.GivenUp && !moved.Contains((c.Kind, c.Value))).Select(c => c with { Record = id }).ToList();
        if (await Claims.Take(session, tenant, kept, call.At, call.Approval?.Id) is { } taken)
            return new(Applied.ClaimTaken, taken.Holder, taken.Claim);
        await session.Execute(
            """
            INSERT INTO approvals (id, tenant, version, status, action, actor, agent_id, person_id, run, door, reasons, plan_hash, subject, idem_key,
              follows, sealed, event_id, expires_at, escalates_at, created_at, updated_at)
            VALUES (@id, @tenant, 1, 'pending', @action, @actor, @agent, @person, @run, @door, @reasons, @hash, @tenant, @key,
              @follows, @sealed, @event, @expires, @escalates, @at, @at)
            """,
            ("id", id),
            ("tenant", tenant),
            ("action", passage.Action.Id),
            ("actor", call.By.Actor),
            ("agent", call.By.Agent),
            ("person", call.By.Person),
            ("run", call.Run),
            ("door", call.Door.ToString().ToLowerInvariant()),
            ("reasons", JsonSerializer.Serialize(passage.Holds)),
            ("hash", passage.Decision!.Plan.Hash),
            ("key", passage.Key),
            ("follows", call.Approval?.Id),
            ("sealed", await sealer.Seal(session, tenant, tenant, HeldCall.Seal(passage))),
            ("event", passage.Event!.Id),
            ("expires", passage.WaitsUntil),
            ("escalates", passage.EscalatesAt),
            ("at", call.Approval?.At ?? call.At)
        );
        return new(Applied.Done);
    }

    /// <summary>Uses up the approval of a call that is passed again, in the commit of what comes of it.</summary>
    /// <returns>Whether it was there to be used.</returns>
    public static async ValueTask<bool> Spend(Session session, Passage passage, Approval approval)
    {
        if (passage.WaitsForRoom)
            return await Wait(session, passage, approval);
        var status = passage.Ended switch
        {
            Ended.Done => "executed",
            Ended.Held => "superseded",
            _ => passage.Refusal!.Code == ApprovalGuard.Expired ? "expired" : "failed",
        };
        var spent = await session.Execute(
            """
            UPDATE approvals SET status = @status, version = version + 1, edited = NULL, runs_at = NULL, outcome = @outcome, outcome_event = @event, updated_at = @at
            WHERE tenant = @tenant AND id = @id AND status = 'approved'
            """,
            ("status", status),
            ("outcome", passage.Refusal?.Code ?? (passage.Ended == Ended.Held ? passage.HeldAs : null)),
            ("event", passage.Event!.Id),
            ("at", approval.At),
            ("tenant", passage.Call.By.Tenant),
            ("id", approval.Id)
        );
        if (spent == 1 && passage.Ended == Ended.Done && !approval.IsEdited)
            await session.Execute(
                "UPDATE recorded_calls SET ended = 'done' WHERE tenant = @tenant AND at = @at AND event_id = @event",
                ("tenant", passage.Call.By.Tenant),
                // As it came, under the event of its first passage: it was done after all.
                ("at", passage.Call.At),
                ("event", passage.Call.NewId("evt"))
            );
        if (spent == 1 && passage.Ended == Ended.Refused)
            await LetGo(session, passage.Call.By.Tenant, approval.Id);
        return spent == 1 || passage.Ended == Ended.Refused;
    }

    // The person's word stays good, and the keys stay kept: the call is passed again when the limit has room.
    private static async ValueTask<bool> Wait(Session session, Passage passage, Approval approval)
    {
        await session.Execute(
            """
            UPDATE approvals SET version = version + 1, runs_at = @runs, waited = waited + 1, outcome = @outcome, outcome_event = @event
            WHERE tenant = @tenant AND id = @id AND status = 'approved' AND waited = @waited
            """,
            ("runs", passage.RoomAt),
            ("outcome", passage.Refusal!.Code),
            ("event", passage.Event!.Id),
            ("tenant", passage.Call.By.Tenant),
            ("id", approval.Id),
            ("waited", approval.Waited)
        );
        return true;
    }

    /// <summary>Gives back what held calls kept that this plan rejects, takes back or lets expire.</summary>
    public static async ValueTask LetGo(Session session, Passage passage)
    {
        foreach (var (change, status) in passage.Decision!.Plan.ChangesOf("approval", "status"))
            if (status.To is "rejected" or "superseded" or "expired")
                await LetGo(session, passage.Call.By.Tenant, change.Id);
    }

    private static async ValueTask LetGo(Session session, string tenant, string id)
    {
        await session.Execute("DELETE FROM claims WHERE tenant = @tenant AND record_id = @id", ("tenant", tenant), ("id", id));
        await session.Execute(
            """
            DELETE FROM idempotency WHERE tenant = @tenant AND EXISTS (SELECT 1 FROM approvals a
              WHERE a.tenant = @tenant AND a.id = @id AND a.actor = idempotency.actor AND a.idem_key = idempotency.idem_key)
            """,
            ("tenant", tenant),
            ("id", id)
        );
    }
}
