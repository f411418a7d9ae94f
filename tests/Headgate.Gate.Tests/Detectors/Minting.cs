using System.Globalization;
using System.Numerics;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>
/// Makes numbers that are right by their published rules, each the way its publisher says to make one: the check digit is computed, never tried. It shares
/// nothing with what finds them.
/// </summary>
internal sealed class Minting(Random dice)
{
    public string Digits(int count, bool noZero = false)
    {
        var digits = new char[count];
        for (var i = 0; i < count; i++)
            digits[i] = (char)('0' + (i == 0 && noZero ? dice.Next(1, 10) : dice.Next(10)));
        return new(digits);
    }

    public string Letters(string from, int count) => new([.. Enumerable.Range(0, count).Select(_ => from[dice.Next(from.Length)])]);

    public T Of<T>(params T[] some) => some[dice.Next(some.Length)];

    public string Card()
    {
        var (prefix, length) = Of(
            ("4", 16),
            ("51", 16),
            ("55", 16),
            ("2221", 16),
            ("2720", 16),
            ("34", 15),
            ("37", 15),
            ("6011", 16),
            ("36", 14),
            ("3530", 16)
        );
        var body = prefix + Digits(length - prefix.Length - 1);
        return body + LuhnDigit(body);
    }

    public static int LuhnDigit(string body)
    {
        int[] doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        var sum = body.Reverse().Select((c, i) => i % 2 == 0 ? doubled[c - '0'] : c - '0').Sum();
        return (10 - sum % 10) % 10;
    }

    public string Iban(string country)
    {
        const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var bban = country switch
        {
            "GB" => Letters(Upper, 4) + Digits(14),
            "DE" => Digits(18),
            "FR" => Digits(10) + Letters(Upper + "0123456789", 11) + Digits(2),
            "ES" => Digits(20),
            "IT" => Letters(Upper, 1) + Digits(10) + Letters("0123456789" + Upper, 12),
            "NL" => Letters(Upper, 4) + Digits(10),
            "PL" => Digits(24),
            _ => Digits(23) + "C1",
        };
        var number = string.Concat((bban + country + "00").Select(c => char.IsDigit(c) ? $"{c}" : $"{c - 'A' + 10}"));
        return $"{country}{98 - (int)(BigInteger.Parse(number, CultureInfo.InvariantCulture) % 97):00}{bban}";
    }

    public string Ssn()
    {
        int area;
        do area = dice.Next(1, 900);
        while (area == 666);
        return $"{area:000}-{dice.Next(1, 100):00}-{dice.Next(1, 10_000):0000}";
    }

    public string Itin() => $"{dice.Next(900, 1000)}-{Of(50, 60, 65, 70, 80, 88, 90, 92, 94, 99)}-{dice.Next(1, 10_000):0000}";

    public string Nhs() =>
        Until(() =>
        {
            var body = Digits(9, noZero: true);
            var check = 11 - body.Select((c, i) => (c - '0') * (10 - i)).Sum() % 11;
            return check == 10 ? null : $"{body}{(check == 11 ? 0 : check)}";
        });

    public string Nino() =>
        Until(() =>
        {
            var two = Letters("ABCEGHJKLMNPRSTWXYZ", 1) + Letters("ABCEGHJKLMNPRSTWXYZ", 1);
            return two is "BG" or "GB" or "NK" or "KN" or "TN" or "NT" or "ZZ" ? null : $"{two}{Digits(6)}{Letters("ABCD", 1)}";
        });

    public string Nif()
    {
        var number = dice.Next(1, 100_000_000);
        return $"{number:00000000}{"TRWAGMYFPDXBNJZSQVHLCKE"[number % 23]}";
    }

    public string Nie()
    {
        var (first, number) = (dice.Next(3), dice.Next(0, 10_000_000));
        return $"{"XYZ"[first]}{number:0000000}{"TRWAGMYFPDXBNJZSQVHLCKE"[(first * 10_000_000 + number) % 23]}";
    }

    public string GermanTaxId() =>
        Until(() =>
        {
            // Nine different digits, one of them a second time.
            var nine = Enumerable.Range(0, 10).OrderBy(_ => dice.Next()).Take(9).ToList();
            nine.Insert(dice.Next(10), nine[dice.Next(9)]);
            if (nine[0] == 0)
                return null;
            var product = 10;
            foreach (var digit in nine)
            {
                var sum = (digit + product) % 10;
                product = 2 * (sum == 0 ? 10 : sum) % 11;
            }
            var check = 11 - product;
            return string.Concat(nine) + (check == 10 ? 0 : check);
        });

    public string Nir()
    {
        var body = $"{Of(1, 2)}{dice.Next(100):00}{dice.Next(1, 13):00}{dice.Next(1, 96):00}{dice.Next(1, 990):000}{dice.Next(1, 999):000}";
        return $"{body}{97 - long.Parse(body, CultureInfo.InvariantCulture) % 97:00}";
    }

    public string Italian()
    {
        const string Consonants = "BCDFGLMNPRSTVZ";
        var body =
            $"{Letters(Consonants, 6)}{dice.Next(100):00}{Letters("ABCDEHLMPRST", 1)}{Of(dice.Next(1, 32), dice.Next(41, 72)):00}{Letters("ABCDEFGHILM", 1)}{dice.Next(1, 1000):000}";
        int[] odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
        var sum = 0;
        // The ministry counts places from one: the first is odd.
        for (var place = 1; place <= 15; place++)
        {
            var c = body[place - 1];
            var value = char.IsDigit(c) ? c - '0' : c - 'A';
            sum += place % 2 == 1 ? odd[value] : value;
        }
        return body + (char)('A' + sum % 26);
    }

    public string Cpf()
    {
        var body = Digits(9, noZero: true);
        for (var round = 0; round < 2; round++)
        {
            var rest = body.Select((c, i) => (c - '0') * (body.Length + 1 - i)).Sum() % 11;
            body += rest < 2 ? 0 : 11 - rest;
        }
        return body;
    }

    public string Bsn() =>
        Until(() =>
        {
            var body = Digits(8, noZero: true);
            var check = body.Select((c, i) => (c - '0') * (9 - i)).Sum() % 11;
            return check == 10 ? null : $"{body}{check}";
        });

    public string Pesel()
    {
        var (year, century) = (dice.Next(100), Of(0, 20));
        var body = $"{year:00}{dice.Next(1, 13) + century:00}{dice.Next(1, 29):00}{Digits(4)}";
        int[] weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
        return $"{body}{(10 - body.Select((c, i) => (c - '0') * weights[i] % 10).Sum() % 10) % 10}";
    }

    public string Routing()
    {
        var body = $"{Of("01", "02", "05", "07", "11", "12", "26", "31")}{Digits(6)}";
        int[] weights = [3, 7, 1, 3, 7, 1, 3, 7];
        return $"{body}{(10 - body.Select((c, i) => (c - '0') * weights[i]).Sum() % 10) % 10}";
    }

    private static string Until(Func<string?> make)
    {
        string? made;
        while ((made = make()) is null) { }
        return made;
    }
}
