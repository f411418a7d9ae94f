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
        await using var view = await site.WorldOf(Realm.Production).Database.Read(tenant, cancel);
        using var bundle = BundleFolder.At(target);
        return await new LogExport(view.Session, tenant, bundle).Run(site.Time.GetUtcNow());
    }

    /// <summary>Checks it against the database and the checkpoints outside.</summary>
    public async Task<LogReport> Check(CancellationToken cancel)
    {
        await site.Integrate();
        var world = site.WorldOf(Realm.Production);
        await using var view = await world.Database.Read(tenant, cancel);
        var report = await new LogCheck(view.Session, tenant, world.Integrator!.Key, world.Integrator.File).Run(site.Time.GetUtcNow());
        return site.Unsigned is { } why ? report with { Faults = [new("not_signed", why, "checkpoints"), .. report.Faults] } : report;
    }
}
