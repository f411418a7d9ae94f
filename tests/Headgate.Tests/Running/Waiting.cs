namespace Headgate.Tests.Running;

/// <summary>A call of the organisation's agent that waits for a person.</summary>
internal static class Waiting
{
    /// <summary>A lead that waits; its approval.</summary>
    public static async Task<string> Lead(Books books, Pool pool)
    {
        await books.Ask(pool.Admin, "approvals.configure", new { leads = true });
        var held = await books.Ask(
            pool.Agent,
            "contacts.create",
            new
            {
                name = $"{pool.Word} Waiting",
                email = $"waiting@{pool.Word}.example",
                lifecycle = "lead",
            }
        );
        await books.Ask(pool.Admin, "approvals.configure", new { leads = false });
        return Seed.IdIn(held, "apr");
    }
}
