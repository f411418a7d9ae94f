namespace Headgate.Cel.Checking;

/// <summary>What somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>A sentence that names the nearest name, or what else to do.</summary>
    public static string Advice(string wrong, IEnumerable<string> names, string otherwise)
    {
        var best = names
            .Select(n => (Name: n, Distance: Distance(wrong, n)))
            .Where(n => n.Distance <= Math.Max(1, wrong.Length / 3))
            .OrderBy(n => n.Distance)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is null ? otherwise : $"Did you mean {best.Name}?";
    }

    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 8 || one.Length > 100)
            return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
