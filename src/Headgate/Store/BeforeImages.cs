using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// What undo needs, kept in the commit of the change: of an update what the fields were, of a link that ends all that it was, each sealed under its data
/// subject's key; of what is new that it is.
/// </summary>
internal sealed class BeforeImages(Sealer sealer)
{
    /// <summary>Keeps which records are new.</summary>
    public static async ValueTask KeepBirths(Session session, Passage passage)
    {
        var born = passage.Decision!.Plan.Changes.Where(c => c.Verb == Verb.Insert).Select(c => c.Id);
        if (string.Join(' ', born) is { Length: > 0 } records)
            await session.Execute(
                "INSERT INTO births (tenant, event_id, records) VALUES (@tenant, @event, @records)",
                ("tenant", passage.Call.By.Tenant),
                ("event", passage.Event!.Id),
                ("records", records)
            );
    }

    /// <summary>Keeps what the fields of an update were.</summary>
    public async ValueTask Keep(Session session, Passage passage, Change change, int ordinal, List<byte[]> payloads) =>
        await Keep(
            session,
            passage,
            change,
            ordinal,
            change.Fields.ToDictionary(f => f.Name, f => f.From, StringComparer.Ordinal),
            await SubjectOf(session, passage.Call.By.Tenant, change),
            isGone: false,
            payloads
        );

    /// <summary>Keeps all that a record is, before it ends.</summary>
    public async ValueTask KeepWhole(Session session, Passage passage, Change change, int ordinal, List<byte[]> payloads)
    {
        var kind = change.Kind;
        var tenant = passage.Call.By.Tenant;
        var rows = await session.Query<object>(
            $"SELECT {string.Join(", ", kind.Fields.Select(f => f.Name))} FROM {kind.Table} WHERE tenant = @tenant AND id = @id",
            ("tenant", tenant),
            ("id", change.Id)
        );
        if (rows is not [IDictionary<string, object?> row])
            return;
        var subject = kind.SubjectField switch
        {
            null => tenant,
            "id" => change.Id,
            var field => row[field] as string ?? tenant,
        };
        await Keep(session, passage, change, ordinal, row, subject, isGone: true, payloads);
    }

    private async ValueTask Keep(
        Session session,
        Passage passage,
        Change change,
        int ordinal,
        IDictionary<string, object?> was,
        string subject,
        bool isGone,
        List<byte[]> payloads
    )
    {
        var tenant = passage.Call.By.Tenant;
        var bytes = await sealer.Seal(session, tenant, subject, JsonSerializer.SerializeToUtf8Bytes(was));
        payloads.Add(bytes);
        await session.Execute(
            """
            INSERT INTO before_images (tenant, event_id, ordinal, record_id, version, subject, sealed, gone)
            VALUES (@tenant, @event, @ordinal, @record, @version, @subject, @sealed, @gone)
            """,
            ("tenant", tenant),
            ("event", passage.Event!.Id),
            ("ordinal", ordinal),
            ("record", change.Id),
            ("version", change.Version),
            ("subject", subject),
            ("sealed", bytes),
            ("gone", isGone)
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
