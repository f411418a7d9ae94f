using Headgate.Gate;

namespace Headgate.Store;

/// <summary>What a field was and became, for "what changed since": only fields that are told, which are at most internal.</summary>
internal static class History
{
    private static readonly Bulk Rows = Bulk.Insert(
        "changes",
        "",
        ("record_id", Holds.Text),
        ("field", Holds.Text),
        ("was", Holds.Text),
        ("became", Holds.Text),
        ("at", Holds.Whole),
        ("actor", Holds.Text),
        ("event_id", Holds.Text)
    );

    public static async ValueTask Tell(Session session, Passage passage)
    {
        var call = passage.Call;
        var rows = new List<object?[]>();
        foreach (var change in passage.Decision!.Plan.Changes)
        foreach (var field in change.Fields)
            if (IsTold(change, field))
                rows.Add([
                    change.Id,
                    field.Name,
                    field.From?.ToString(),
                    field.To?.ToString(),
                    At(passage, change),
                    call.By.Actor,
                    passage.Event!.Id,
                ]);
        await session.Run(Rows, call.By.Tenant, rows);
    }

    // Of a new record its birth is told by created_at; where an opportunity began on its pipeline is the one first value that reports count.
    private static bool IsTold(Change change, FieldChange field) =>
        change.Verb switch
        {
            Verb.Insert => field.Name == "stage_id" && change.Kind["stage_id"].Told,
            Verb.Update => change.Kind[field.Name].Told,
            _ => false,
        };

    // A record that is brought in from elsewhere keeps the time at which it changed there.
    private static long At(Passage passage, Change change) =>
        change.Fields.FirstOrDefault(f => f.Name == "updated_at").To as long? ?? passage.Call.At.ToUnixTimeMilliseconds();
}
