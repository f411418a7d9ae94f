using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Unique keys, taken in the commit of the record that takes them.</summary>
internal static class Claims
{
    /// <summary>Takes or gives up a key.</summary>
    /// <returns>The other record that holds it, or nothing.</returns>
    public static async ValueTask<string?> Take(Session session, string tenant, Claim claim)
    {
        if (claim.GivenUp)
        {
            await session.Execute(
                "DELETE FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value AND record_id = @record",
                ("tenant", tenant),
                ("kind", claim.Kind),
                ("value", claim.Value),
                ("record", claim.Record)
            );
            return null;
        }
        string? holder = null;
        // On PostgreSQL the holder can give the key up between the two statements: then it is taken after all.
        while (holder is null)
        {
            var taken = await session.Execute(
                "INSERT INTO claims (tenant, kind, value, record_id) VALUES (@tenant, @kind, @value, @record) ON CONFLICT DO NOTHING",
                ("tenant", tenant),
                ("kind", claim.Kind),
                ("value", claim.Value),
                ("record", claim.Record)
            );
            if (taken == 1)
                return null;
            holder = (string?)
                await session.Scalar(
                    "SELECT record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value",
                    ("tenant", tenant),
                    ("kind", claim.Kind),
                    ("value", claim.Value)
                );
        }
        return holder == claim.Record ? null : holder;
    }
}
