using System.Text;

namespace Headgate.Bench;

/// <summary>A CSV file as rows by our own names for its columns.</summary>
internal static class Table
{
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["uniqueid"] = "id",
        ["recordid"] = "id",
        ["recid"] = "id",
        ["firstname"] = "first_name",
        ["givenname"] = "first_name",
        ["forename"] = "first_name",
        ["lastname"] = "last_name",
        ["surname"] = "last_name",
        ["familyname"] = "last_name",
        ["fullname"] = "name",
        ["dob"] = "birth_date",
        ["dateofbirth"] = "birth_date",
        ["birthdate"] = "birth_date",
        ["birthday"] = "birth_date",
        ["town"] = "city",
        ["mail"] = "email",
        ["emailaddress"] = "email",
        ["mobile"] = "phone",
        ["phonenumber"] = "phone",
        ["telephone"] = "phone",
        ["organisation"] = "company",
        ["organization"] = "company",
        ["employer"] = "company",
        ["clusterid"] = "cluster",
        ["entityid"] = "cluster",
        ["security"] = "name",
    };

    /// <summary>The rows; values that are empty are left out.</summary>
    public static List<Dictionary<string, string>> Read(string file)
    {
        using var lines = Lines(File.ReadAllText(file)).GetEnumerator();
        if (!lines.MoveNext())
            return [];
        string[] names = [.. lines.Current.Select(Named)];
        List<Dictionary<string, string>> rows = [];
        while (lines.MoveNext())
        {
            Dictionary<string, string> row = new(StringComparer.Ordinal);
            foreach (var (i, value) in lines.Current.Index())
                if (i < names.Length && value.Length > 0)
                    row.TryAdd(names[i], value);
            rows.Add(row);
        }
        return rows;
    }

    // RFC 4180: a field in quotes may hold commas, line ends and doubled quotes.
    private static IEnumerable<List<string>> Lines(string text)
    {
        List<string> line = [];
        var field = new StringBuilder();
        var quoted = false;
        foreach (var (i, c) in text.Index())
            if (c == '"')
            {
                if (!quoted && i > 0 && text[i - 1] == '"')
                    field.Append('"');
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
                field.Append(c);
            else if (c != '\r')
            {
                line.Add(field.ToString());
                field.Clear();
                if (c == ',')
                    continue;
                yield return line;
                line = [];
            }
        if (field.Length > 0 || line.Count > 0)
            yield return [.. line, field.ToString()];
    }

    private static string Named(string header)
    {
        var plain = string.Concat(header.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return Usual.GetValueOrDefault(plain, plain);
    }
}
