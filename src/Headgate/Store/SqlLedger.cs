using Headgate.Gate;

namespace Headgate.Store;

/// <summary>The ledger over a database: one view to decide on, one commit for a plan, its keys, its messages and its audit event.</summary>
public sealed class SqlLedger(Database database, Sealer sealer, Runs? runs = null) : Ledger
{
    private readonly Applier _applier = new(sealer);
    private readonly Commitments _commitments = new(database, sealer);

    /// <inheritdoc/>
    public override async ValueTask<Decision> Decide(Passage passage, CancellationToken cancel)
    {
        await using var view = await database.Read(passage.Call.By.Tenant, cancel);
        return await ((ReaderAction)passage.Action).Decide(
            passage.Input!,
            passage.Call,
            new Reader(view, passage.Call, sealer)
            {
                Breakers = passage.Breakers,
                Given = passage.Handles,
                Resolved = passage.Resolved,
            }
        );
    }

    /// <inheritdoc/>
    public override async ValueTask<Committed> Commit(Passage passage, CancellationToken cancel)
    {
        try
        {
            // Known when it is durable, and before the answer is given.
            var reads = passage.Seen.Count > 0 && passage.Call.Run is not null && runs?.IsNews(passage) != false;
            var key = await _commitments.Of(passage.Call.By.Tenant, passage.Call.At, cancel);
            var trail = PolicyTrail.Of(passage);
            // Of an import the rows and the hash are made beside the one writer, whose time they would take a tenth of.
            var isLarge = passage.Decision?.Plan.Changes.Count >= MatchKeysDue.Many;
            var made = passage.Applies ? Made(passage.Decision!.Plan, isLarge) : null;
            var hashed = isLarge ? Task.Run(() => passage.Decision!.Plan.Hash) : null;
            // Of a call that seals nothing the leaf is known before the one writer has to wait for it.
            var leaf = trail is not null || passage.Applies ? null : passage.Event!.Body(key, default);
            var committed = await database.Write(
                passage.Call.By.Tenant,
                async session =>
                {
                    List<byte[]> payloads = [];
                    var done = await Commit(session, passage, made, reads, trail, payloads);
                    if (done.Applied != Applied.Done)
                        return done;
                    hashed?.Wait(CancellationToken.None);
                    await AuditTrail.Append(session, passage, leaf ?? passage.Event!.Body(key, SealedPayloads.Of(payloads)));
                    return await Spend(session, passage);
                }
            );
            if (committed.Applied == Applied.Done && passage is { Applies: true, Decision.Plan.Erasure: not null })
                _commitments.Forget(passage.Call.By.Tenant);
            if (reads && committed.Applied == Applied.Done)
                runs?.Told(passage);
            return committed;
        }
        catch (Exception failure) when (Dialect.IsTaken(failure))
        {
            // A name that was free when the action looked: it looks again, and says what it finds.
            return new(Applied.VersionChanged);
        }
    }

    private Task<ILookup<int, NewRecords>> Made(Plan plan, bool aside) =>
        aside ? Task.Run(() => NewRecords.Of(plan, database.Dialect)) : Task.FromResult(NewRecords.Of(plan, database.Dialect));

    private async ValueTask<Committed> Commit(
        Session session,
        Passage passage,
        Task<ILookup<int, NewRecords>>? made,
        bool reads,
        Trail? trail,
        List<byte[]> payloads
    )
    {
        if (passage.Call.Approval is { } approval && !await Approvals.Spend(session, passage, approval))
            return new(Applied.ApprovalSpent);
        // A write that found nothing to change is an outcome too: its key answers for it.
        if (passage is { Ended: Ended.Done or Ended.Held, Key: not null } && !await Remember(session, passage))
            return new(Applied.KeyTaken);
        if (passage.Ended == Ended.Held && await Approvals.Keep(session, sealer, passage) is { Applied: not Applied.Done } taken)
            return taken;
        if (passage.Applies)
        {
            await MetDomains.Note(session, passage);
            foreach (var compared in passage.Compared)
                if (compared.IsNewTo(await MatchKeys.FindAlone(session, passage.Call.By.Tenant, compared)))
                    // Somebody alike came in the meantime: the guard judges again.
                    return new(Applied.VersionChanged, compared.Id);
            var applied = await _applier.Apply(session, passage, made!, payloads);
            if (applied.Applied != Applied.Done)
                return applied;
            await PolicySets.Keep(session, passage);
        }
        if (reads)
            await SqlTaintFacts.Write(session, passage);
        if (await PolicyTrail.Keep(session, sealer, passage, trail) is { } kept)
            payloads.Insert(0, kept);
        return new(Applied.Done);
    }

    // The last step: on PostgreSQL all of an organisation that spend wait for each other from here to the end of the commit.
    private static async ValueTask<Committed> Spend(Session session, Passage passage) =>
        passage is { Applies: true, Spending: { } spending }
        && await LimitBuckets.Take(session, passage.Call.By.Tenant, spending.Charges, spending.At) is { } hit
            ? new(Applied.LimitReached, Limit: hit)
            : new(Applied.Done);

    // The row is the lock: of two twins one inserts it, the other waits for that commit and then finds the key taken.
    private static async ValueTask<bool> Remember(Session session, Passage passage)
    {
        var call = passage.Call;
        var rows = await session.Execute(
            """
            INSERT INTO idempotency (tenant, actor, idem_key, arguments_sha256, answer, at, expires_at)
            VALUES (@tenant, @actor, @key, @arguments, @answer, @at, @expires)
            ON CONFLICT (tenant, actor, idem_key) DO UPDATE SET
              arguments_sha256 = excluded.arguments_sha256, answer = excluded.answer, at = excluded.at, expires_at = excluded.expires_at
            WHERE idempotency.expires_at <= excluded.at OR @again = 1
            """,
            ("tenant", call.By.Tenant),
            ("actor", call.By.Actor),
            ("key", passage.Key),
            ("arguments", passage.ArgumentsHash),
            ("answer", passage.Remembered.ToArray()),
            ("at", call.Approval?.At ?? call.At),
            // What a held call was answered first gives way to what came of it.
            ("again", call.Approval is not null),
            ("expires", (call.Approval?.At ?? call.At) + passage.KeyLife)
        );
        return rows == 1;
    }
}
