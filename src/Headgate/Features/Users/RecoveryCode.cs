using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A code for whoever has lost the authenticator: 80 bits, good once, kept as its SHA-256, which so many bits allow.</summary>
public static class RecoveryCode
{
    /// <summary>How many are given with a password.</summary>
    public const int Count = 10;

    // Crockford's letters: none that looks like another.
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 16;

    /// <summary>The <paramref name="n"/>th code that a call makes: <c>xxxx-xxxx-xxxx-xxxx</c>.</summary>
    internal static string Make(Call call, int n)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(call.NewSecret($"recovery {n}")));
        var text = new StringBuilder();
        for (var i = 0; i < Length; i++)
            text.Append(i > 0 && i % 4 == 0 ? "-" : "").Append(Letters[bytes[i] & 31]);
        return text.ToString();
    }

    /// <summary>The hash under which one is kept, however it was typed; nothing for what is none.</summary>
    public static string? Hash(string typed)
    {
        var plain = typed
            .ToLowerInvariant()
            .Where(c => c is not ('-' or ' '))
            .Select(c =>
                c switch
                {
                    'o' => '0',
                    'i' or 'l' => '1',
                    _ => c,
                }
            )
            .ToArray();
        return plain.Length == Length && plain.All(c => Letters.Contains(c, StringComparison.Ordinal)) ? HashOf(new(plain)) : null;
    }

    internal static string HashOf(string code) => Credentials.HashOf("recovery " + code.Replace("-", "", StringComparison.Ordinal));
}
