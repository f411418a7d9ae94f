using Headgate.Gate;

namespace Headgate.Store.Erasing;

/// <summary>
/// Destroys a person's data inside the commit that says so: keys, records, words of search, keys of uniqueness and likeness, remembered answers, held calls.
/// What is sealed stays as it is, and nobody reads it any more.
/// </summary>
internal sealed class Eraser(Sealer sealer, Session session, Passage passage)
{
    private readonly string _tenant = passage.Call.By.Tenant;
    private readonly Erasure _erasure = passage.Decision!.Plan.Erasure!;

    // What hangs on a record by its id.
    private static readonly (string Table, string Field)[] Hanging =
    [
        ("taggings", "record_id"),
        ("external_ids", "record_id"),
        ("changes", "record_id"),
        ("claims", "record_id"),
        ("notes", "record_id"),
    ];

    // Who is asked for by a person's id elsewhere, and stays.
    private static readonly (string Table, string Field)[] Pointing = [("opportunities", "contact_id"), ("tasks", "record_id")];

    /// <summary>Does it.</summary>
    public async ValueTask Run()
    {
        var traces = await Traces.Of(session, _tenant, _erasure);
        await new Leftovers(sealer, session, _tenant, traces, passage).Remove();
        foreach (var subject in _erasure.Subjects)
            await Remove(subject);
        await MetDomains.Forget(session, _tenant, traces.Domains);
        await DestroyKeys();
    }

    private async ValueTask Remove(string subject)
    {
        var values = ((string, object?)[])[("tenant", _tenant), ("person", subject)];
        await SearchIndex.Erase(session, _tenant, _erasure.Kind, subject);
        await MatchKeys.Drop(session, _tenant, _erasure.Kind.Name, subject);
        foreach (var (table, field) in Hanging)
            await session.Execute($"DELETE FROM {table} WHERE tenant = @tenant AND {field} = @person", values);
        foreach (var (table, field) in Pointing)
            await session.Execute($"UPDATE {table} SET {field} = NULL WHERE tenant = @tenant AND {field} = @person", values);
        // A thread goes with all that was said in it, whoever said it.
        await session.Execute(
            "DELETE FROM messages WHERE tenant = @tenant AND conversation_id IN "
                + "(SELECT c.id FROM conversations c WHERE c.tenant = @tenant AND c.contact_id = @person)",
            values
        );
        foreach (var kind in _erasure.Deleted)
            await Delete(kind, values);
        foreach (var emptied in _erasure.Emptied)
            await session.Execute(
                $"UPDATE {emptied.Kind.Table} SET version = version + 1, {string.Join(", ", emptied.Values.Select(v => $"{v.Field} = @{v.Field}"))} "
                    + $"WHERE tenant = @tenant AND {emptied.By} = @person",
                [.. values, .. emptied.Values.Select(v => (v.Field, (object?)v.Value))]
            );
        await session.Execute($"DELETE FROM {_erasure.Kind.Table} WHERE tenant = @tenant AND id = @person", values);
    }

    private async ValueTask Delete(RecordKind kind, (string, object?)[] values)
    {
        var theirs = $"(SELECT r.id FROM {kind.Table} r WHERE r.tenant = @tenant AND r.{kind.SubjectField} = @person)";
        foreach (var table in (string[])["taggings", "external_ids", "changes"])
            await session.Execute($"DELETE FROM {table} WHERE tenant = @tenant AND record_id IN {theirs}", values);
        await session.Execute($"DELETE FROM {kind.Table} WHERE tenant = @tenant AND {kind.SubjectField} = @person", values);
    }

    // All commitments of the organisation lose their key: no list of names finds again who was asked for.
    private async ValueTask DestroyKeys()
    {
        await session.Execute("DELETE FROM commitment_keys WHERE tenant = @tenant", ("tenant", _tenant));
        await session.Execute(
            $"DELETE FROM subject_keys WHERE tenant = @tenant AND {session.Dialect.In("subject", "@subjects")}",
            ("tenant", _tenant),
            ("subjects", _erasure.Subjects)
        );
    }
}
