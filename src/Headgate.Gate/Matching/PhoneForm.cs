using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>A phone number as it is compared: <c>+</c>, country and digits where the country is known, else the digits without the trunk prefix.</summary>
public static class PhoneForm
{
    private const int Shortest = 6;
    private const int Longest = 15;

    private const string Countries =
        "us 1 ca 1 gb 44 uk 44 ie 353 de 49 at 43 ch 41 fr 33 be 32 nl 31 lu 352 it 39 es 34 pt 351 dk 45 se 46 no 47 fi 358 pl 48 cz 420 sk 421 hu 36 "
        + "ro 40 bg 359 gr 30 tr 90 ru 7 kz 7 ua 380 il 972 ae 971 sa 966 in 91 pk 92 cn 86 jp 81 kr 82 sg 65 hk 852 au 61 nz 64 za 27 ng 234 ke 254 eg 20 "
        + "br 55 ar 54 mx 52 cl 56 co 57 pe 51 germany 49 deutschland 49 austria 43 switzerland 41 france 33 italy 39 spain 34 netherlands 31 belgium 32 poland 48";

    private static readonly FrozenDictionary<string, string> Codes = Countries.Split(' ').Chunk(2).ToFrozenDictionary(p => p[0], p => p[1]);

    /// <summary>The number, or nothing when it cannot be one.</summary>
    /// <param name="given">As it was written.</param>
    /// <param name="country">The record's country, as a code or name.</param>
    public static string? Of(string? given, string? country)
    {
        if (given is null)
            return null;
        // What follows is an extension: the same line.
        var text = given.ToLowerInvariant();
        var end =
            text.IndexOf("ext", StringComparison.Ordinal) is > 0 and var ext ? ext
            : text.IndexOf('x') is > 0 and var x ? x
            : text.Length;
        text = text[..end].Replace("(0)", "", StringComparison.Ordinal);
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var international = text.TrimStart().StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        digits = international && !text.TrimStart().StartsWith('+') ? digits[2..] : digits;
        if (digits.Length is < Shortest or > Longest)
            return null;
        if (international)
            return "+" + digits;
        var code = Codes.GetValueOrDefault(Latin.Of(country));
        if (code == "1" && digits.Length == 11 && digits[0] == '1')
            return "+" + digits;
        // Italy keeps its zero.
        var own = code == "39" ? digits : digits.TrimStart('0');
        return code is null ? own : $"+{code}{own}";
    }

    /// <summary>Whether two numbers are one line: the same, or one of them without its country.</summary>
    public static bool AreOne(string a, string b) =>
        a == b
        || (a[0] == '+') != (b[0] == '+')
            && Math.Min(a.Length, b.Length) >= 8
            && (a[0] == '+' ? a.EndsWith(b, StringComparison.Ordinal) : b.EndsWith(a, StringComparison.Ordinal));

    /// <summary>The end of a number, which both ways of writing it have.</summary>
    public static string End(string number) => number[Math.Max(0, number.Length - 8)..];
}
