namespace Headgate.Bench;

/// <summary>A deterministic crowd whose words are as unevenly spread as people's are: a few names are everywhere, most are rare.</summary>
internal static class People
{
    private static readonly string[] First =
    [
        "James",
        "Maria",
        "David",
        "Anna",
        "Michael",
        "Laura",
        "Robert",
        "Sofia",
        "John",
        "Elena",
        "Carlos",
        "Nina",
        "Peter",
        "Ines",
        "Omar",
        "Julia",
        "Ahmed",
        "Chloe",
        "Lucas",
        "Fatima",
        "Ivan",
        "Grace",
        "Hugo",
        "Mei",
        "Noah",
        "Amara",
        "Oscar",
        "Priya",
        "Felix",
        "Zoë",
        "Jürgen",
        "Łucja",
    ];

    private static readonly string[] Words =
    [
        "Logistics",
        "Foods",
        "Health",
        "Energy",
        "Systems",
        "Retail",
        "Capital",
        "Media",
        "Marine",
        "Textiles",
    ];

    /// <summary>The ten words that occur most, which a search must bear.</summary>
    public static readonly string[] MostFrequent =
    [
        "James",
        "Maria",
        "David",
        "Anna",
        "Michael",
        "Logistics",
        "Foods",
        "Health",
        "Energy",
        "Systems",
    ];

    /// <summary>The queries that are timed, in rounds: each of the ten most frequent words, a frequent pair, a rare name, an e-mail address, a beginning.</summary>
    public static IEnumerable<string> Queries(int count)
    {
        foreach (var word in MostFrequent)
            yield return word;
        yield return "James Logistics";
        yield return "Maria Foods";
        yield return LastName(count / 2);
        yield return LastName(count / 3);
        yield return $"{Email(count - 7)}";
        yield return LastName(count / 5)[..5];
    }

    public static async Task Write(string file, int count)
    {
        await using var csv = new StreamWriter(file);
        await csv.WriteLineAsync("Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lifecycle Stage");
        for (var i = 0; i < count; i++)
            await csv.WriteLineAsync(
                $"{i + 1},{First[Zipf(i, First.Length)]},{LastName(i)},{Email(i)},+1555{i % 10_000_000:0000000},Buyer,{LastName(i / 7)} {Words[Zipf(i / 3, Words.Length)]},lead"
            );
    }

    private static string Email(int i) => $"{LastName(i).ToLowerInvariant()}.{i}@people.example";

    // A name of five syllables out of 16, so that names repeat about as often as real ones.
    private static string LastName(int i)
    {
        string[] syllables = ["ka", "mo", "ri", "ten", "sa", "lu", "ver", "no", "mi", "ro", "del", "ga", "ha", "pi", "so", "wan"];
        var hash = (uint)(i * 2654435761u);
        var name = string.Concat(Enumerable.Range(0, 4).Select(k => syllables[(hash >> (k * 4 + 8)) & 15]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static int Zipf(int i, int size)
    {
        var spread = ((uint)(i * 2246822519u) >> 8) / (double)(1 << 24);
        return Math.Min(size - 1, (int)(Math.Pow(size + 1, spread) - 1));
    }
}
