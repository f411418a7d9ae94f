using System.Diagnostics;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Logs;

namespace Headgate.Crash;

/// <summary>
/// Kills a process that writes at every named point between a plan and the file of checkpoints, and starts again on what it left: what was acknowledged is
/// there, each effect has its event and each event its effect, and the log is whole, goes on, and agrees with both.
/// </summary>
public static class PointLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs every point some times, on one store.</summary>
    /// <param name="folder">Where keys, checkpoints and the embedded database are.</param>
    /// <param name="address">A PostgreSQL address; the embedded database without it.</param>
    /// <param name="schema">The schema in it.</param>
    /// <param name="rounds">How many kills at each point.</param>
    /// <param name="seed">Of when.</param>
    public static async Task<Proof> Run(string folder, string? address, string? schema, int rounds, int seed)
    {
        Directory.CreateDirectory(folder);
        Random random = new(seed);
        await using (var database = await PointChild.Open(folder, address, schema))
        {
            await Migrator.Run(database, TimeProvider.System);
            await new Company(database, Sealer.Open(folder), TimeProvider.System).Found();
        }
        HashSet<string> acknowledged = new(StringComparer.Ordinal);
        var (watch, kills, events) = (Stopwatch.StartNew(), 0, 0L);
        foreach (var point in Enumerable.Range(0, rounds).SelectMany(_ => Enum.GetValues<KillPoint>()))
        {
            // A block is a thousand events: it is come to once in a while.
            var times = point == KillPoint.BlockWritten ? 1 : random.Next(1, 12);
            if (await Killed(folder, address, schema, point, times, acknowledged) is { } never)
                return Proof.Broken(never);
            kills++;
            (var wrong, events) = await Look(folder, address, schema, acknowledged);
            if (wrong is not null)
                return Proof.Broken($"after a kill at {point} ({times}): {wrong}");
        }
        return Proof.Held(
            $"{kills} kills at {Enum.GetValues<KillPoint>().Length} points: {acknowledged.Count} contacts acknowledged, 0 lost; {events} events, each in the log, "
                + $"as many as there are effects; {watch.Elapsed.TotalSeconds:0} s; seed {seed}"
        );
    }

    private static async Task<string?> Killed(
        string folder,
        string? address,
        string? schema,
        KillPoint point,
        int times,
        HashSet<string> acknowledged
    )
    {
        using var child = PointChild.Start(folder, address, schema, point, times);
        using var late = new CancellationTokenSource(Patience);
        try
        {
            while (await child.StandardOutput.ReadLineAsync(late.Token) is { } line)
                // What the kill cut off is no acknowledgement.
                if (Ids.Is(line, "con"))
                    acknowledged.Add(line);
            await child.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            return $"{point} was not come to {times} times in {Patience.TotalSeconds:0} s";
        }
        // 128 and the signal's number.
        return child.ExitCode == 137 ? null : $"the process ended by itself with {child.ExitCode} before {point}";
    }

    private static async Task<(string? Wrong, long Events)> Look(
        string folder,
        string? address,
        string? schema,
        HashSet<string> acknowledged
    )
    {
        await using var database = await PointChild.Open(folder, address, schema);
        using var integrator = PointChild.Integrator(database, folder);
        var company = new Company(database, Sealer.Open(folder), TimeProvider.System);
        // What the killed process had open in another server ends a moment later, and holds integration back until then.
        LogReport report;
        long waiting;
        var watch = Stopwatch.StartNew();
        do
        {
            await integrator.All(CancellationToken.None);
            if (integrator.Refuses is { } why)
                return (why, 0);
            await using var look = await database.Read(company.Tenant, CancellationToken.None);
            report = await new LogCheck(look.Session, company.Tenant, integrator.Key, integrator.File).Run(TimeProvider.System.GetUtcNow());
            waiting = report.Waiting;
        } while ((waiting > 0 || report.Faults.Any(f => f.Code == "not_integrated")) && watch.Elapsed < Patience);
        await using var view = await database.Read(company.Tenant, CancellationToken.None);
        var contacts = await Count(view.Session, "SELECT COUNT(*) FROM contacts WHERE tenant = @tenant", company.Tenant);
        var done = await Count(
            view.Session,
            "SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND action = 'contacts.create' AND ended = 'done'",
            company.Tenant
        );
        var events = await Count(view.Session, "SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant", company.Tenant);
        var referred = await Count(
            view.Session,
            "SELECT COUNT(*) FROM contacts c WHERE c.tenant = @tenant AND EXISTS (SELECT 1 FROM audit_refs r WHERE r.tenant = c.tenant AND r.record_id = c.id)",
            company.Tenant
        );
        var kept = await view.Session.Query<string>("SELECT id FROM contacts WHERE tenant = @tenant", ("tenant", company.Tenant));
        var lost = acknowledged.Except(kept).FirstOrDefault();
        return (
            lost is not null ? $"{lost} was acknowledged and is lost"
            : done != contacts ? $"{contacts} contacts, but {done} events of a contact created"
            : referred != contacts ? $"{contacts} contacts, but {referred} that an event refers to"
            : !report.Whole ? string.Join("; ", report.Faults.Take(3))
            : waiting > 0 ? $"{waiting} events are not in the log"
            : report.Entries != events ? $"{events} events, but {report.Entries} in the log"
            : null,
            events
        );
    }

    private static async ValueTask<long> Count(Session session, string sql, string tenant) =>
        Convert.ToInt64(await session.Scalar(sql, ("tenant", tenant)));
}
