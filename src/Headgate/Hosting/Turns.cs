using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>Whose turn it is, where several nodes look for the same work: whoever moves its instant on has it, and nobody else for half a minute.</summary>
internal static class Turns
{
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(30);

    /// <summary>Takes a turn. Should its holder end before the work is done, it is there again after half a minute.</summary>
    /// <param name="database">The database.</param>
    /// <param name="tenant">The organisation.</param>
    /// <param name="sql">The statement that moves the instant from <c>@seen</c> to <c>@later</c>.</param>
    /// <param name="id">The record.</param>
    /// <param name="seen">The instant as it was read.</param>
    /// <param name="now">Now.</param>
    /// <returns>Whether it is ours.</returns>
    public static async Task<bool> Take(Database database, string tenant, string sql, string id, long seen, DateTimeOffset now)
    {
        var taken = 0;
        await database.Write(
            tenant,
            async session =>
            {
                taken = await session.Execute(sql, ("later", now + Held), ("tenant", tenant), ("id", id), ("seen", seen));
                return new(Applied.Done);
            }
        );
        return taken == 1;
    }
}
