using Headgate.Gate;
using Headgate.Store.Logs;

namespace Headgate.Hosting;

/// <summary>What the host does with an organisation's log: hands it over, and checks it.</summary>
public sealed class AuditLog(Site site, string tenant)
{
    /// <summary>Writes it as a bundle that anybody verifies: a folder, or an archive when the name ends in <c>.zip</c>.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="Store.StoreException">It cannot be written.</exception>
    public async Task<long> Export(string target, CancellationToken cancel)
    {
        await site.Integrate();
        // So that what is handed over is signed by those who can be reached, to its end.
        await site.Anchors.Ask(tenant, cancel);
        await using var view = await site.WorldOf(Realm.Production).Database.Read(tenant, cancel);
        using var bundle = BundleFolder.At(target);
        return await new LogExport(view.Session, tenant, bundle).Run(site.Time.GetUtcNow());
    }

    /// <summary>Checks it against the database, the checkpoints outside, and the anchors, which are asked. The tree over all logs is asked about too.</summary>
    public async Task<LogReport> Check(CancellationToken cancel)
    {
        await site.Integrate();
        var world = site.WorldOf(Realm.Production);
        var asked = (AnchorReport[])[.. await site.Anchors.Ask(tenant, cancel), .. await site.Anchors.Ask(Store.Database.Everyone, cancel)];
        await using var view = await world.Database.Read(tenant, cancel);
        var witnesses = site.Anchors.Witnesses.Select(w => w.Key).ToList();
        var check = new LogCheck(view.Session, tenant, world.Integrator!.Key, world.Integrator.File, witnesses);
        var report = await check.Run(site.Time.GetUtcNow());
        List<LogFault> outside =
        [
            .. asked
                .Where(a => a.Standing == "contradicts")
                .Select(a => new LogFault("anchor_contradicts", a.What, $"{a.Anchor}, {a.Log}")),
        ];
        if (site.Unsigned is { } why)
            outside.Add(new("not_signed", why, "checkpoints"));
        return report with { Faults = [.. outside, .. report.Faults], Anchors = asked };
    }
}
