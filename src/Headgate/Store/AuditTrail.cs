using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Writes audit events. The database itself refuses to change or delete one.</summary>
internal static class AuditTrail
{
    private static readonly Bulk Refs = Bulk.Insert(
        "audit_refs",
        "ON CONFLICT DO NOTHING",
        ("record_id", Holds.Text),
        ("seq", Holds.Whole)
    );

    public static async ValueTask Append(Session session, Passage passage, byte[] body)
    {
        var call = passage.Call;
        var recorded = passage.Event!;
        var number = await session.Insert(
            """
            INSERT INTO audit_events (id, tenant, at, action, actor, person, run, ended, code, door, body)
            VALUES (@id, @tenant, @at, @action, @actor, @person, @run, @ended, @code, @door, @body)
            """,
            "seq",
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
            ("body", body)
        );
        if (recorded.Records.Count > 0)
            await session.Run(Refs, call.By.Tenant, [.. recorded.Records.Select(r => (object?[])[r.Id, number])]);
    }
}
