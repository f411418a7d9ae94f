using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>What people of a seeded store sign in with.</summary>
internal static class Factors
{
    /// <summary>A passkey of somebody, which no authenticator has: its id.</summary>
    public static async Task<string> Passkey(Books books, Principal by, string word) => (
            await books.Ask(
                by,
                "users.add_passkey",
                new
                {
                    name = word,
                    key_id = $"passkey of {word}",
                    public_key = new string('k', 60),
                    counter = 0,
                    challenge = new string('0', 64),
                }
            )
        ).GetProperty("factor").GetString()!;
}
