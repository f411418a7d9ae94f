using Headgate.Gate;

namespace Headgate.Features.Users;

/// <summary>
/// Whether two people are two. Whoever makes a colleague's sign-in link holds both ends: a session that came from it, and for a time what was set up in it, counts
/// as the maker's hand.
/// </summary>
internal static class Hands
{
    /// <summary>How long a factor that was set up in such a session counts so: as long as the longest wish waits for a second person.</summary>
    public static readonly TimeSpan Counts = TimeSpan.FromDays(7);

    /// <summary>Refuses to begin what takes two people in a session that somebody else's link opened.</summary>
    /// <exception cref="RefusedException">It is such a session.</exception>
    public static void NeedOwn(Call call)
    {
        if (call.By.LetInBy is not null)
            throw Refused();
    }

    /// <summary>Refuses to confirm what the maker of one's own link asked for.</summary>
    /// <exception cref="RefusedException">The two are one hand.</exception>
    public static void NeedOther(Call call, string asker)
    {
        if (call.By.LetInBy == asker)
            throw Refused();
    }

    private static RefusedException Refused() =>
        new(
            new(
                "users.one_hand",
                "This takes two people, and your sign-in came from a link that somebody else made: that counts as theirs.",
                "Sign in with a passkey or password that you set up more than 7 days ago, or ask a third person."
            )
        );
}
