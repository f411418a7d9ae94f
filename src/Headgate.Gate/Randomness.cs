using System.Security.Cryptography;

namespace Headgate.Gate;

/// <summary>
/// The system's randomness, drawn in larger portions: asking for sixteen bytes costs as much as asking for a thousand. Every byte is given out once and wiped.
/// </summary>
public static class Randomness
{
    private const int Portion = 1024;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>Fills a span with bytes that nobody can foretell.</summary>
    public static void Fill(Span<byte> target)
    {
        if (target.Length > Portion)
        {
            RandomNumberGenerator.Fill(target);
            return;
        }
        if (_left < target.Length)
        {
            RandomNumberGenerator.Fill(_drawn ??= new byte[Portion]);
            _left = Portion;
        }
        var given = _drawn.AsSpan(_left - target.Length, target.Length);
        given.CopyTo(target);
        given.Clear();
        _left -= target.Length;
    }

    /// <summary>That many bytes.</summary>
    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }
}
