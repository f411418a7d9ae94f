using Headgate.Gate;

namespace Headgate.Store;

/// <summary>What a field was and became, for "what changed since": only fields that are told, which are at most internal.</summary>
internal static class History
{
    public static async ValueTask Tell(Session session, Passage passage, Change change)
    {
        foreach (var field in change.Fields)
        {
            // Of a new record its birth is told by created_at; where an opportunity began on its pipeline is the one first value that reports count.
            if (!change.Kind[field.Name].Told || change.Verb == Verb.Insert && field.Name != "stage_id")
                continue;
            await session.Execute(
                """
                INSERT INTO changes (tenant, record_id, field, was, became, at, actor, event_id)
                VALUES (@tenant, @record, @field, @was, @became, @at, @actor, @event)
                """,
                ("tenant", passage.Call.By.Tenant),
                ("record", change.Id),
                ("field", field.Name),
                ("was", field.From?.ToString()),
                ("became", field.To?.ToString()),
                ("at", At(passage, change)),
                ("actor", passage.Call.By.Actor),
                ("event", passage.Event!.Id)
            );
        }
    }

    // A record that is brought in from elsewhere keeps the time at which it changed there.
    private static long At(Passage passage, Change change) =>
        change.Fields.FirstOrDefault(f => f.Name == "updated_at").To as long? ?? passage.Call.At.ToUnixTimeMilliseconds();
}
