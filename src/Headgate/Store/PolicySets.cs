using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Which policies were in force under a hash: kept in the commit that brings them in force, for whoever judges an old decision again.</summary>
internal static class PolicySets
{
    /// <summary>Keeps the set that a plan leaves.</summary>
    public static async ValueTask Keep(Session session, Passage passage)
    {
        if (!passage.Decision!.Plan.ChangesOf("organisation", "policies").Any(c => c.Field.To is not null))
            return;
        await session.Execute(
            """
            INSERT INTO policy_sets (tenant, hash, name, mode, policy_hash)
            SELECT p.tenant, o.policies, p.name, p.mode, p.hash FROM policies p JOIN organisations o ON o.tenant = p.tenant AND o.id = o.tenant
            WHERE p.tenant = @tenant AND p.mode <> 'off' AND o.policies IS NOT NULL ON CONFLICT DO NOTHING
            """,
            ("tenant", passage.Call.By.Tenant)
        );
    }
}
