using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// What clients were given and is used up or over: codes, refresh tokens, the access tokens of grants, sign-in links and sessions. Each opens nothing any more, and
/// is kept for <see cref="Kept"/> so that one which comes again is known, and ends its grant (OAuth 2.1, section 4.3.1); after that it is as unknown as any other.
/// </summary>
internal static class SpentCredentials
{
    /// <summary>How long one is known after it was used up or over.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Portion = 1_000;

    // The tokens of scripts and of people stay: who made them, and their ends, are told in lists.
    /// <summary>Which they are, before <c>@before</c>.</summary>
    public const string Spent =
        "kind IN ('code', 'refresh', 'link', 'session', 'agent') AND (kind <> 'agent' OR grant_id IS NOT NULL) AND (expires_at < @before OR used_at < @before)";

    /// <summary>Drops a portion of an organisation's.</summary>
    /// <returns>Whether there may be more.</returns>
    public static async Task<bool> Drop(Database database, string tenant, DateTimeOffset now)
    {
        var dropped = 0;
        await database.Write(
            tenant,
            async session =>
            {
                dropped = await session.Execute(
                    $"DELETE FROM credentials WHERE tenant = @tenant AND id IN (SELECT id FROM credentials WHERE tenant = @tenant AND {Spent} LIMIT {Portion})",
                    ("tenant", tenant),
                    ("before", now - Kept)
                );
                return new(Applied.Done);
            }
        );
        return dropped == Portion;
    }
}
