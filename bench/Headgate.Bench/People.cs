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

    /// <summary>
    /// The queries that are timed, in rounds: each of the ten most frequent words; what people type (a rare name, an address, a beginning, somebody's whole
    /// name); and what is hard: common words together, those that never meet among them, beginnings that very many words have, words that nobody has.
    /// </summary>
    public static IEnumerable<string> Queries(int count) =>
        [
            .. MostFrequent,
            LastName(count / 2),
            LastName(count / 3),
            Email(count - 7),
            Email(3),
            $"{First[Zipf(5, First.Length)]} {LastName(5)}",
            LastName(count / 5)[..5],
            "James Logistics",
            "Maria Foods",
            "James Maria",
            "Logistics Foods",
            "James people example",
            "James Maria example",
            "James Maria David",
            "exa",
            "Log",
            "ver",
            "kamo",
            "James ver",
            "Logistics Jam",
            "James Mari",
            "James Maria verka",
            "Anna Systems tenka",
            "12345",
            "James 999",
            "zzyzx",
            "James zzyzx",
            "James Maria David Anna Michael Logistics Foods Health Energy Systems",
        ];

    /// <summary>Contacts as rows: what the file says of each.</summary>
    public static IEnumerable<(string First, string Last, string Email, string Phone, string Company)> All(int count)
    {
        for (var i = 0; i < count; i++)
            yield return (
                First[Zipf(i, First.Length)],
                LastName(i),
                Email(i),
                $"+1555{i % 10_000_000:0000000}",
                $"{LastName(i / 7)} {Words[Zipf(i / 3, Words.Length)]}"
            );
    }

    public static async Task Write(string file, int count)
    {
        await using var csv = new StreamWriter(file);
        await csv.WriteLineAsync("Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lifecycle Stage");
        foreach (var (i, person) in All(count).Index())
            await csv.WriteLineAsync($"{i + 1},{person.First},{person.Last},{person.Email},{person.Phone},Buyer,{person.Company},lead");
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
