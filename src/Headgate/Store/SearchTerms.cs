using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// What the index holds of a record. Its line: its words, and its whole name as one (<c>=james_smith</c>). A block holds besides the beginnings of three and
/// four letters (<c>^jam</c>), so that a beginning that very many words have is one set and not all of theirs.
/// </summary>
internal static class SearchTerms
{
    private const int MaxNameWords = 8;

    /// <summary>The shortest beginning that finds a word.</summary>
    public const int ShortestBeginning = 3;

    /// <summary>The longest beginning that is a set of its own.</summary>
    public const int LongestEdge = 4;

    /// <summary>The line of a record with these fields.</summary>
    public static string LineOf(Func<string, string?> field, RecordKind kind) =>
        LineOf(field("name"), kind.Fields.Where(f => f.Searched).Select(f => field(f.Name)));

    /// <summary>The line of a record with this name and these texts, its name among them.</summary>
    public static string LineOf(string? name, IEnumerable<string?> texts)
    {
        var words = Words.Of(texts);
        return WholeOf(Words.Of(name)) is { } whole ? $"{string.Join(' ', words)} {whole}" : string.Join(' ', words);
    }

    /// <summary>A whole name as one word; nothing when it is empty or too long to be searched for.</summary>
    public static string? WholeOf(IReadOnlyList<string> words) =>
        words.Count is > 0 and <= MaxNameWords ? "=" + string.Join('_', words) : null;

    /// <summary>The set of words that begin so and go on.</summary>
    public static string Edge(string beginning) => "^" + beginning;

    /// <summary>Whether words that begin so are in sets of their own. Numbers are too many and too alike for that, and few look for their beginnings.</summary>
    public static bool HasEdges(ReadOnlySpan<char> word) => char.IsLetter(word[0]);

    /// <summary>Tells all that a block holds of a line, without making a text of each: a million records have some twenty million of them.</summary>
    public static void Each(ReadOnlySpan<char> line, Action<ReadOnlySpan<char>> term)
    {
        Span<char> edge = stackalloc char[1 + LongestEdge];
        edge[0] = '^';
        foreach (var range in line.Split(' '))
        {
            var word = line[range];
            if (word.IsEmpty)
                continue;
            term(word);
            if (word[0] == '=' || !HasEdges(word))
                continue;
            for (var length = ShortestBeginning; length <= LongestEdge && length < word.Length; length++)
            {
                word[..length].CopyTo(edge[1..]);
                term(edge[..(1 + length)]);
            }
        }
    }
}
