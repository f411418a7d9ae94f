using System.Buffers.Binary;
using Headgate.Gate;
using Headgate.Store;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Headgate.Doors.Web.People;

/// <summary>
/// Passwords as the framework hashes them: PBKDF2 with HMAC-SHA-512, a salt of 128 bits and the iterations that OWASP's password storage cheat sheet asks for. Only
/// two are hashed at a time, so that whoever guesses does not take the whole machine.
/// </summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>At least this many characters (NIST SP 800-63B asks for 8 beside a second factor).</summary>
    public const int Shortest = 12;

    /// <summary>At most this many.</summary>
    public const int Longest = 128;

    /// <summary>PBKDF2's rounds.</summary>
    public const int Iterations = 210_000;

    private static readonly Claimant Nobody = new(new() { Tenant = "", Person = "" }, "", []);

    private readonly PasswordHasher<Claimant> _hasher = new(
        Options.Create(
            new PasswordHasherOptions { IterationCount = Iterations, CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3 }
        )
    );
    private readonly SemaphoreSlim _turns = new(2);
    private readonly string _ofNobody = OfNobody();

    /// <summary>
    /// Nobody's hash, as costly to compare with as a real one and of no password at all: rounds, salt and key stand where the framework's third version has them.
    /// It is made without hashing anything, which at each start would take a tenth of a second.
    /// </summary>
    internal static string OfNobody()
    {
        const int Salt = 16;
        var bytes = new byte[13 + Salt + 32];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), Iterations);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), Salt);
        Randomness.Bytes(Salt + 32).CopyTo(bytes, 13);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The hash to keep.</summary>
    public async Task<string> Hash(string password, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            return _hasher.HashPassword(Nobody, password);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Whether that is the password. Where there is no hash to compare with, as much is done as if there were.</summary>
    public async Task<bool> Verify(string? hash, string password, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            return _hasher.VerifyHashedPassword(Nobody, hash ?? _ofNobody, password) != PasswordVerificationResult.Failed
                && hash is not null;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>What is wrong with a new password; nothing when it will do.</summary>
    public static string? Wrong(string password, string again, Claimant person)
    {
        var folded = password.ToLowerInvariant();
        if (password.Length is < Shortest or > Longest)
            return $"It has {password.Length} characters; use {Shortest} to {Longest}.";
        if (password != again)
            return "The two are not the same.";
        if (folded.Distinct().Count() < 5 || Enumerable.Range(1, folded.Length - 1).All(i => folded[i] - folded[i - 1] is 0 or 1 or -1))
            return "It is one of the first that anybody would guess: a few characters over and over.";
        var own = ((string[])[person.Email[..person.Email.IndexOf('@')], person.By.PersonName, "headgate", "password", "passwort"])
            .Where(w => w.Length >= 3)
            .Aggregate(folded, (left, word) => left.Replace(word.ToLowerInvariant(), "", StringComparison.Ordinal));
        return own.Length < 6 ? "It is little more than your name, or a word that everybody tries." : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
