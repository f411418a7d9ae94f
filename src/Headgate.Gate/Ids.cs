using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate;

/// <summary>
/// Ids: a UUIDv7 (RFC 9562, section 5.7) in Crockford base32 behind the prefix of what it names (<c>con_01k…</c>). 26 characters after the
/// prefix, lower case, sortable by time of birth. This is the only place where ids are made.
/// </summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>How many characters follow the prefix and its underscore.</summary>
    public const int Length = 26;

    /// <summary>
    /// The id that a call mints. The same call, prefix and ordinal give the same id for ever, so that a call which is decided again gives the same plan.
    /// </summary>
    public static string Mint(string prefix, DateTimeOffset at, ReadOnlySpan<byte> seed, int ordinal)
    {
        Span<byte> material = stackalloc byte[64 + 8];
        var used = Encoding.UTF8.GetBytes(prefix, material);
        BinaryPrimitives.WriteInt32BigEndian(material[used..], ordinal);
        used += 4;
        seed[..32].CopyTo(material[used..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(material[..(used + 32)], hash);
        return Encode(prefix, at, hash);
    }

    /// <summary>A fresh id from the system's randomness, for what has no call behind it: a call itself, a run, a session.</summary>
    public static string Fresh(string prefix, DateTimeOffset at)
    {
        Span<byte> random = stackalloc byte[16];
        Randomness.Fill(random);
        return Encode(prefix, at, random);
    }

    /// <summary>Whether <paramref name="text"/> has the form of an id with one of the prefixes.</summary>
    public static bool Is(string text, params ReadOnlySpan<string> prefixes)
    {
        var cut = text.Length - Length - 1;
        if (cut < 1 || text[cut] != '_')
            return false;
        foreach (var c in text.AsSpan(cut + 1))
            if (!Alphabet.Contains(c, StringComparison.Ordinal))
                return false;
        foreach (var prefix in prefixes)
            if (text.AsSpan(0, cut).SequenceEqual(prefix))
                return true;
        return false;
    }

    /// <summary>The prefix of an id, or an empty text when it is none.</summary>
    public static string PrefixOf(string id) => id.Length > Length && id[^(Length + 1)] == '_' ? id[..^(Length + 1)] : "";

    private static string Encode(string prefix, DateTimeOffset at, ReadOnlySpan<byte> random)
    {
        Span<byte> uuid = stackalloc byte[16];
        random[..16].CopyTo(uuid);
        var ms = at.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt16BigEndian(uuid, (short)(ms >> 32));
        BinaryPrimitives.WriteInt32BigEndian(uuid[2..], (int)ms);
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x70);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);

        var value = BinaryPrimitives.ReadUInt128BigEndian(uuid);
        Span<char> text = stackalloc char[prefix.Length + 1 + Length];
        prefix.CopyTo(text);
        text[prefix.Length] = '_';
        for (var i = text.Length - 1; i > prefix.Length; i--, value >>= 5)
            text[i] = Alphabet[(int)(value & 31)];
        return new string(text);
    }
}
