namespace Headgate.Gate.Detectors;

/// <summary>The published check digit rules. Digits come as characters without anything between.</summary>
internal static class Checks
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <summary>ISO/IEC 7812: every second digit from the right doubled.</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1 && (digit *= 2) > 9)
                digit -= 9;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>The weighted sum of digits.</summary>
    public static int Weighted(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += (digits[i] - '0') * weights[i];
        return sum;
    }

    /// <summary>ISO 7064 mod 97-10, as IBAN uses it: the first four characters stand at the end.</summary>
    public static bool Iban(ReadOnlySpan<char> iban)
    {
        var rest = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var c = iban[(i + 4) % iban.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + (c | 0x20) - 'a' + 10) % 97;
        }
        return rest == 1;
    }

    /// <summary>UK health service number: mod 11 over ten digits.</summary>
    public static bool Nhs(ReadOnlySpan<char> d) => (11 - Weighted(d, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[9] - '0';

    /// <summary>Dutch citizen number: the eleven test.</summary>
    public static bool Bsn(ReadOnlySpan<char> d) => d.ContainsAnyExcept('0') && Weighted(d, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0;

    /// <summary>Polish citizen number: weights 1 3 7 9, and a day of birth that exists.</summary>
    public static bool Pesel(ReadOnlySpan<char> d)
    {
        var (month, day) = (Two(d[2..]), Two(d[4..]));
        return month % 20 is >= 1 and <= 12
            && day is >= 1 and <= 31
            && (10 - Weighted(d, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10 == d[10] - '0';
    }

    /// <summary>Brazilian taxpayer number: two check digits, mod 11.</summary>
    public static bool Cpf(ReadOnlySpan<char> d)
    {
        if (!d.ContainsAnyExcept(d[0]))
            return false;
        var first = Weighted(d, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10;
        var second = Weighted(d, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10;
        return first == d[9] - '0' && second == d[10] - '0';
    }

    /// <summary>German tax number: one digit of the first ten stands there twice or three times, the others once; ISO 7064 mod 11,10.</summary>
    public static bool GermanTaxId(ReadOnlySpan<char> d)
    {
        if (d[0] == '0')
            return false;
        Span<int> times = stackalloc int[10];
        var product = 10;
        for (var i = 0; i < 10; i++)
        {
            times[d[i] - '0']++;
            var sum = (d[i] - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        var repeated = 0;
        foreach (var t in times)
        {
            if (t > 3)
                return false;
            repeated += t > 1 ? 1 : 0;
        }
        return repeated == 1 && (11 - product) % 10 == d[10] - '0';
    }

    /// <summary>French social security number of fifteen characters: the key is 97 less the rest by 97; Corsica's departments count as 19 and 18.</summary>
    public static bool Nir(ReadOnlySpan<char> n)
    {
        if (
            n[0] is not ('1' or '2' or '3' or '4' or '7' or '8')
            || Two(n[3..]) is not ((>= 1 and <= 12) or (>= 20 and <= 42) or (>= 50 and <= 99))
        )
            return false;
        long whole = 0;
        for (var i = 0; i < 13; i++)
            whole = whole * 10 + (char.IsAsciiDigit(n[i]) ? n[i] - '0' : 0);
        whole -= (n[6] | 0x20) switch
        {
            'a' => 1_000_000,
            'b' => 2_000_000,
            _ => 0,
        };
        return 97 - whole % 97 == Two(n[13..]);
    }

    /// <summary>Spanish identity number: the letter tells the rest by 23; X, Y, Z of foreigners count as 0, 1, 2.</summary>
    public static bool Spanish(ReadOnlySpan<char> n)
    {
        var number = 0;
        for (var i = 0; i < 8; i++)
            number = number * 10 + (char.IsAsciiDigit(n[i]) ? n[i] - '0' : (n[i] | 0x20) - 'x');
        return SpanishLetters[number % 23] == char.ToUpperInvariant(n[8]);
    }

    /// <summary>Italian fiscal code: the sixteenth character.</summary>
    public static bool Italian(ReadOnlySpan<char> code)
    {
        ReadOnlySpan<int> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var c = char.ToUpperInvariant(code[i]);
            var value = char.IsAsciiDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[value] : value;
        }
        return 'A' + sum % 26 == char.ToUpperInvariant(code[15]);
    }

    /// <summary>A US bank's routing number: weights 3 7 1, and a prefix that is given out.</summary>
    public static bool Routing(ReadOnlySpan<char> d) =>
        Two(d) is (>= 1 and <= 12) or (>= 21 and <= 32) or (>= 61 and <= 72) or 80 && Weighted(d, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0;

    /// <summary>The number that the first two digits make.</summary>
    public static int Two(ReadOnlySpan<char> digits) => (digits[0] - '0') * 10 + digits[1] - '0';
}
