using System.Security.Cryptography;
using System.Text;

namespace Headgate.Conformance;

/// <summary>State that the client carries and cannot change.</summary>
internal static class SealedState
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static string Seal(string state) => $"{state}.{Mac(state)}";

    /// <summary>The state, or nothing when somebody changed it.</summary>
    public static string? Open(string? carried)
    {
        if (carried?.LastIndexOf('.') is not (>= 0 and var dot))
            return null;
        var state = carried[..dot];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Mac(state)), Encoding.UTF8.GetBytes(carried[(dot + 1)..]))
            ? state
            : null;
    }

    private static string Mac(string state) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(state)));
}
