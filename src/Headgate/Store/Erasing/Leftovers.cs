using Headgate.Gate;

namespace Headgate.Store.Erasing;

/// <summary>
/// Where a person's data may be without being a record: remembered answers, held calls, reports of imports, refused calls that were sealed for somebody who
/// then never came to be. They are opened and looked through, since no index leads there.
/// </summary>
internal sealed class Leftovers(Sealer sealer, Session session, string tenant, Traces traces, Passage passage)
{
    /// <summary>Removes them.</summary>
    public async ValueTask Remove()
    {
        await Answers();
        await HeldCalls();
        await Reports();
        await RefusedCalls();
    }

    private async ValueTask Answers()
    {
        foreach (
            var row in await session.Query<Answer>(
                "SELECT actor, idem_key, answer AS bytes FROM idempotency WHERE tenant = @tenant",
                ("tenant", tenant)
            )
        )
            // What this call answers names nobody but by ids.
            if ((row.IdemKey != passage.Key || row.Actor != passage.Call.By.Actor) && (traces.In(row.Bytes) || traces.In(row.IdemKey)))
                await session.Execute(
                    "DELETE FROM idempotency WHERE tenant = @tenant AND actor = @actor AND idem_key = @key",
                    ("tenant", tenant),
                    ("actor", row.Actor),
                    ("key", row.IdemKey)
                );
    }

    // A call that still waits is over: what it was to do concerned somebody who is gone.
    private async ValueTask HeldCalls()
    {
        foreach (
            var row in await session.Query<Held>(
                "SELECT id, subject, status, reasons, edited, sealed FROM approvals WHERE tenant = @tenant",
                ("tenant", tenant)
            )
        )
        {
            if (await sealer.Unseal(session, tenant, row.Subject, row.Sealed) is not { } plain)
                continue;
            if (!traces.In(plain) && !traces.In(Traces.Plain(row.Edited ?? "")) && !traces.In(Traces.Plain(row.Reasons)))
                continue;
            await session.Execute(
                """
                UPDATE approvals SET status = @status, plan_hash = '', edited = NULL, reasons = @reasons, sealed = @sealed, version = version + 1
                WHERE tenant = @tenant AND id = @id
                """,
                ("status", row.Status is "pending" or "approved" ? "expired" : row.Status),
                ("reasons", traces.Without(Traces.Plain(row.Reasons))),
                ("sealed", await sealer.Seal(session, tenant, row.Subject, HeldCall.Erased(plain))),
                ("tenant", tenant),
                ("id", row.Id)
            );
            await session.Execute("DELETE FROM claims WHERE tenant = @tenant AND record_id = @id", ("tenant", tenant), ("id", row.Id));
        }
    }

    private async ValueTask Reports()
    {
        foreach (
            var row in await session.Query<Report>(
                "SELECT id, report AS text FROM jobs WHERE tenant = @tenant AND report IS NOT NULL",
                ("tenant", tenant)
            )
        )
            if (traces.In(Traces.Plain(row.Text)))
                await session.Execute(
                    "UPDATE jobs SET report = @report WHERE tenant = @tenant AND id = @id",
                    ("report", traces.Without(Traces.Plain(row.Text))),
                    ("tenant", tenant),
                    ("id", row.Id)
                );
    }

    // A create that was refused as a duplicate was sealed for the id that it would have had.
    private async ValueTask RefusedCalls()
    {
        var rows = await session.Query<RecordedCall>(
            "SELECT seq, event_id, at, action, actor, ended, said, subjects, sealed FROM recorded_calls WHERE tenant = @tenant AND ended <> 'done'",
            ("tenant", tenant)
        );
        foreach (var row in rows.Where(r => !r.Subjects.Split(' ').Any(passage.Decision!.Plan.Erasure!.Subjects.Contains)))
        {
            var keys = await sealer.KeysOf(session, tenant, row.Subjects.Split(' '));
            if (RecordedCalls.Unsealed(row, tenant, keys) is not { } plain || !traces.In(plain))
                continue;
            foreach (var subject in row.Subjects.Split(' '))
                if (subject != tenant && !await Lives(subject))
                    await session.Execute(
                        "DELETE FROM subject_keys WHERE tenant = @tenant AND subject = @subject",
                        ("tenant", tenant),
                        ("subject", subject)
                    );
        }
    }

    private async ValueTask<bool> Lives(string subject) =>
        await session.Scalar("SELECT 1 FROM contacts WHERE tenant = @tenant AND id = @id", ("tenant", tenant), ("id", subject)) is not null;

    private sealed class Answer
    {
        public string Actor { get; init; } = "";
        public string IdemKey { get; init; } = "";
        public byte[] Bytes { get; init; } = [];
    }

    private sealed class Held
    {
        public string Id { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Status { get; init; } = "";
        public string Reasons { get; init; } = "";
        public string? Edited { get; init; }
        public byte[] Sealed { get; init; } = [];
    }

    private sealed class Report
    {
        public string Id { get; init; } = "";
        public string Text { get; init; } = "";
    }
}
