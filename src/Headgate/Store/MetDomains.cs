using Headgate.Gate;
using Headgate.Gate.Limits;

namespace Headgate.Store;

/// <summary>The domains that an organisation has met, by a contact's address or an account's own; written with the records that bring them.</summary>
internal static class MetDomains
{
    private static readonly Bulk Meet = Bulk.Insert("met_domains", "ON CONFLICT DO NOTHING", ("domain", Holds.Text));

    /// <summary>Keeps the domains of a plan. They come in order, so that no two commits wait for each other.</summary>
    public static async ValueTask Note(Session session, Passage passage)
    {
        if (Charges.DomainsOf(passage.Decision!.Plan) is { Count: > 0 } domains)
            await session.Run(Meet, passage.Call.By.Tenant, [.. domains.Select(d => (object?[])[d])]);
    }

    /// <summary>Forgets domains; whoever comes from one is the first again.</summary>
    public static async ValueTask Forget(Session session, string tenant, IEnumerable<string> domains)
    {
        foreach (var domain in domains)
            await session.Execute(
                "DELETE FROM met_domains WHERE tenant = @tenant AND domain = @domain",
                ("tenant", tenant),
                ("domain", domain)
            );
    }

    /// <summary>How many of some domains are new.</summary>
    public static async ValueTask<long> CountNew(Session session, string tenant, IReadOnlyCollection<string> domains)
    {
        var isOne = domains.Count == 1;
        var met = await session.Scalar(
            $"SELECT COUNT(*) FROM met_domains WHERE tenant = @tenant AND {(isOne ? "domain = @domains" : session.Dialect.In("domain", "@domains"))}",
            ("tenant", tenant),
            ("domains", isOne ? domains.First() : domains)
        );
        return domains.Count - Convert.ToInt64(met);
    }
}
