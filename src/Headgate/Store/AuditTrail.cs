using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Writes audit events. The database itself refuses to change or delete one.</summary>
internal static class AuditTrail
{
    public static async ValueTask Append(Session session, Passage passage)
    {
        var call = passage.Call;
        var recorded = passage.Event!;
        await session.Execute(
            """
            INSERT INTO audit_events (id, tenant, at, action, actor, person, run, ended, code, door, body)
            VALUES (@id, @tenant, @at, @action, @actor, @person, @run, @ended, @code, @door, @body)
            """,
            ("id", recorded.Id),
            ("tenant", call.By.Tenant),
            ("at", call.At),
            ("action", passage.Action.Id),
            ("actor", call.By.Actor),
            ("person", call.By.Person),
            ("run", call.Run),
            ("ended", recorded.Ended),
            ("code", recorded.Code),
            ("door", call.Door.ToString().ToLowerInvariant()),
            ("body", recorded.Body)
        );
        foreach (var record in recorded.Records)
            await session.Execute(
                "INSERT INTO audit_refs (tenant, record_id, event_id) VALUES (@tenant, @record, @event) ON CONFLICT DO NOTHING",
                ("tenant", call.By.Tenant),
                ("record", record.Id),
                ("event", recorded.Id)
            );
    }
}
