namespace Headgate.Gate.Matching;

/// <summary>How alike two words are.</summary>
public static class Likeness
{
    private const int Longest = 64;

    /// <summary>Jaro-Winkler: 0 for nothing in common, 1 for the same; the beginning counts more.</summary>
    public static double JaroWinkler(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = Cut(a);
        b = Cut(b);
        if (a.SequenceEqual(b))
            return a.Length == 0 ? 0 : 1;
        var reach = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        Span<bool> ofA = stackalloc bool[Longest];
        Span<bool> ofB = stackalloc bool[Longest];
        var common = Common(a, b, reach, ofA, ofB);
        if (common == 0)
            return 0;
        double n = common;
        var jaro = (n / a.Length + n / b.Length + (n - Moved(a, b, ofA, ofB)) / n) / 3;
        var start = Math.Min(4, a.CommonPrefixLength(b));
        return jaro + start * 0.1 * (1 - jaro);
    }

    /// <summary>
    /// Damerau-Levenshtein (a letter more, less, another, or two swapped), no further than <paramref name="most"/>; what is further is
    /// <paramref name="most"/> + 1.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        a = Cut(a);
        b = Cut(b);
        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        Span<int> before = stackalloc int[Longest + 1];
        Span<int> last = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var nearest = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                nearest = Math.Min(nearest, row[j]);
            }
            if (nearest > most)
                return most + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return Math.Min(last[b.Length], most + 1);
    }

    /// <summary>Whether words differ by what a slip of the hand does: one change from four letters on, two from nine on.</summary>
    public static bool IsSlip(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        var most =
            length >= 9 ? 2
            : length >= 4 ? 1
            : 0;
        return most > 0 && Distance(a, b, most) <= most;
    }

    /// <summary>The share of two sets of words that they have in common, slips of the hand forgiven; a word weighs what <paramref name="weight"/> says.</summary>
    public static double TokenSet(IReadOnlyList<string> a, IReadOnlyList<string> b, Func<string, double> weight)
    {
        var left = b.ToList();
        double common = 0;
        foreach (var word in a)
        {
            var at = left.IndexOf(word);
            var worth = 1.0;
            if (at < 0)
                (at, worth) = (left.FindIndex(other => IsSlip(word, other)), 0.9);
            if (at < 0)
                continue;
            common += worth * Math.Min(weight(word), weight(left[at]));
            left.RemoveAt(at);
        }
        var all = a.Sum(weight) + b.Sum(weight);
        return all == 0 ? 0 : 2 * common / all;
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word) => word[..Math.Min(Longest, word.Length)];

    private static int Common(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int reach, Span<bool> ofA, Span<bool> ofB)
    {
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
            if (!ofB[j] && a[i] == b[j])
            {
                ofA[i] = ofB[j] = true;
                common++;
                break;
            }
        return common;
    }

    // Half of the common letters that stand in another order.
    private static double Moved(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Span<bool> ofA, Span<bool> ofB)
    {
        var moved = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if (!ofA[i])
                continue;
            while (!ofB[j])
                j++;
            if (a[i] != b[j++])
                moved++;
        }
        return moved / 2.0;
    }
}
