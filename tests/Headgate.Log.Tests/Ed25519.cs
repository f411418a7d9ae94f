using System.Numerics;
using System.Security.Cryptography;

namespace Headgate.Log.Tests;

/// <summary>
/// Checks Ed25519 signatures (RFC 8032, section 5.1) slowly, so that what C2SP publishes can be checked to the last byte; the product itself signs with ECDSA.
/// </summary>
internal static class Ed25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly (BigInteger X, BigInteger Y) Base = Point([0x58, .. Enumerable.Repeat((byte)0x66, 31)])!.Value;

    public static bool Verify(byte[] key, byte[] text, byte[] signature)
    {
        if (signature.Length != 64 || Point(key) is not { } a || Point(signature[..32]) is not { } r)
            return false;
        var hash = Number(SHA512.HashData([.. signature[..32], .. key, .. text]));
        return Times(Base, Number(signature[32..])) == Plus(r, Times(a, hash));
    }

    private static (BigInteger X, BigInteger Y)? Point(byte[] bytes)
    {
        var y = Number([.. bytes[..31], (byte)(bytes[31] & 0x7F)]);
        var square = Mod((y * y - 1) * Inverse(Mod(D * y * y + 1)));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod(x * x - square) != 0)
            x = Mod(x * BigInteger.ModPow(2, (P - 1) / 4, P));
        if (Mod(x * x - square) != 0)
            return null;
        return (x.IsEven == (bytes[31] < 0x80) ? x : P - x, y);
    }

    private static (BigInteger X, BigInteger Y) Plus((BigInteger X, BigInteger Y) a, (BigInteger X, BigInteger Y) b)
    {
        var product = Mod(D * a.X * b.X * a.Y * b.Y);
        return (Mod((a.X * b.Y + b.X * a.Y) * Inverse(1 + product)), Mod((a.Y * b.Y + a.X * b.X) * Inverse(Mod(1 - product))));
    }

    private static (BigInteger X, BigInteger Y) Times((BigInteger X, BigInteger Y) point, BigInteger by)
    {
        var sum = (X: BigInteger.Zero, Y: BigInteger.One);
        for (; by > 0; by >>= 1, point = Plus(point, point))
            if (!by.IsEven)
                sum = Plus(sum, point);
        return sum;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true);

    private static BigInteger Inverse(BigInteger of) => BigInteger.ModPow(of, P - 2, P);

    private static BigInteger Mod(BigInteger of) => (of % P + P) % P;
}
