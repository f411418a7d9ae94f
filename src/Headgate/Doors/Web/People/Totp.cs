using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;

namespace Headgate.Doors.Web.People;

/// <summary>Codes of an authenticator: RFC 6238 over HOTP (RFC 4226), with what every authenticator knows: SHA-1, 30 seconds, 6 digits.</summary>
internal static class Totp
{
    /// <summary>How long a code stands.</summary>
    public const int Seconds = 30;

    private const int KeyLength = 20;
    private const int Digits = 6;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key.</summary>
    public static byte[] NewKey() => Randomness.Bytes(KeyLength);

    /// <summary>The time step of an instant.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step.</summary>
    [SuppressMessage(
        "Security",
        "CA5350",
        Justification = "RFC 6238 as authenticators implement it; HMAC-SHA-1 with a secret key is not broken."
    )]
    public static string Code(ReadOnlySpan<byte> key, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, mac);
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % (ulong)Math.Pow(10, digits)).ToString($"D{digits}", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code that is: this one, the one before or the one after, since clocks differ; nothing when it is none of them.</summary>
    public static long? Find(ReadOnlySpan<byte> key, string typed, DateTimeOffset now)
    {
        var plain = Encoding.ASCII.GetBytes(typed.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        // All three are looked at, whichever it is.
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), plain))
                found = step;
        return found;
    }

    /// <summary>A key as people type it: base32 (RFC 4648).</summary>
    public static string Text(ReadOnlySpan<byte> key)
    {
        StringBuilder text = new();
        var (bits, held) = (0, 0);
        foreach (var b in key)
        {
            held = held << 8 | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Letters[held >> (bits - 5) & 31]);
        }
        if (bits > 0)
            text.Append(Letters[held << (5 - bits) & 31]);
        return text.ToString();
    }

    /// <summary>The address that an authenticator reads.</summary>
    public static string Address(ReadOnlySpan<byte> key, string email) =>
        $"otpauth://totp/Headgate:{Uri.EscapeDataString(email)}?secret={Text(key)}&issuer=Headgate&algorithm=SHA1&digits={Digits}&period={Seconds}";
}
