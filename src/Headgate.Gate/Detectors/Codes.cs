namespace Headgate.Gate.Detectors;

/// <summary>Numbers with letters in them: IBAN, and the identity numbers of the United Kingdom, Spain, Italy and Corsica.</summary>
internal static class Codes
{
    private const int Longest = 34;

    // The length of an IBAN by country, of the registry.
    private static readonly Dictionary<string, int> Ibans = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 "
        + "GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 "
        + "MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 "
        + "VA22 VG24 XK20 YE30"
    )
        .Split(' ')
        .ToDictionary(c => c[..2], c => int.Parse(c.AsSpan(2)), StringComparer.OrdinalIgnoreCase);

    /// <summary>What begins at a place, which is the beginning of a word; where it ends.</summary>
    public static (int To, Sort Sort)? At(string text, int at)
    {
        Span<char> read = stackalloc char[Longest];
        Span<int> ends = stackalloc int[Longest];
        var count = Gather(text, at, read, ends);
        var all = read[..count];
        if (count >= 15 && char.IsAsciiDigit(all[2]) && char.IsAsciiDigit(all[3]))
        {
            var known = Ibans.GetAlternateLookup<ReadOnlySpan<char>>();
            if (
                known.TryGetValue(all[..2], out var length)
                && count >= length
                && Ends(text, ends[length - 1])
                && Checks.Iban(all[..length])
            )
                return (ends[length - 1], Sort.Iban);
        }
        if (count >= 16 && Fits(all, "LLLLLLNNLNNLNNNL") && Ends(text, ends[15]) && Checks.Italian(all[..16]))
            return (ends[15], Sort.ItFiscalCode);
        if (
            count >= 15
            && all[6] is 'A' or 'B' or 'a' or 'b'
            && all[5] == '2'
            && Fits(all, "DDDDDDLDDDDDDDD")
            && Ends(text, ends[14])
            && Checks.Nir(all[..15])
        )
            return (ends[14], Sort.FrNir);
        if (count >= 9 && Fits(all, "LLDDDDDDL") && Ends(text, ends[8]) && IsInsurance(all))
            return (ends[8], Sort.UkNino);
        if (count >= 9 && (Fits(all, "DDDDDDDDL") || all[0] is (>= 'X' and <= 'Z') or (>= 'x' and <= 'z') && Fits(all[1..], "DDDDDDDL")))
            if (Ends(text, ends[8]) && Checks.Spanish(all[..9]))
                return (ends[8], Sort.EsNif);
        return null;
    }

    private static int Gather(string text, int at, Span<char> read, Span<int> ends)
    {
        var count = 0;
        while (count < read.Length && at < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                read[count] = text[at++];
                ends[count++] = at;
            }
            else
            {
                var next = at;
                while (next < text.Length && next - at < 3 && text[next] is ' ' or '-' or '.')
                    next++;
                if (next == at || next >= text.Length || !char.IsAsciiLetterOrDigit(text[next]))
                    break;
                at = next;
            }
        }
        return count;
    }

    // L a letter, D a digit, N a digit or the letter that stands for one where two people would have the same Italian code.
    private static bool Fits(ReadOnlySpan<char> read, string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            var isDigit = char.IsAsciiDigit(read[i]);
            var fits = pattern[i] switch
            {
                'D' => isDigit,
                'L' => !isDigit,
                _ => isDigit || "LMNPQRSTUV".Contains(char.ToUpperInvariant(read[i])),
            };
            if (!fits)
                return false;
        }
        return true;
    }

    private static bool Ends(string text, int at) => at >= text.Length || !char.IsLetterOrDigit(text[at]) && text[at] != '_';

    private static bool IsInsurance(ReadOnlySpan<char> read)
    {
        var (one, two, end) = (char.ToUpperInvariant(read[0]), char.ToUpperInvariant(read[1]), char.ToUpperInvariant(read[8]));
        return end is >= 'A' and <= 'D'
            && !"DFIQUV".Contains(one)
            && !"DFIQUVO".Contains(two)
            && (one, two) is not (('B', 'G') or ('G', 'B') or ('N', 'K') or ('K', 'N') or ('T', 'N') or ('N', 'T') or ('Z', 'Z'));
    }
}
