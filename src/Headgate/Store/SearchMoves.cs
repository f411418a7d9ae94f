using System.Runtime.InteropServices;

namespace Headgate.Store;

/// <summary>Which records of a block come to a word, and which leave it.</summary>
internal sealed class SearchMoves
{
    private readonly Dictionary<string, Move> _moves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Move>.AlternateLookup<ReadOnlySpan<char>> _found;
    private readonly Action<ReadOnlySpan<char>> _comes;
    private readonly Action<ReadOnlySpan<char>> _leaves;
    private long _seq;

    /// <summary>Nothing moves yet.</summary>
    public SearchMoves()
    {
        _found = _moves.GetAlternateLookup<ReadOnlySpan<char>>();
        _comes = word => (MoveOf(word).In ??= []).Add(_seq);
        _leaves = word => (MoveOf(word).Out ??= []).Add(_seq);
    }

    /// <summary>The words.</summary>
    public IReadOnlyCollection<string> Words => _moves.Keys;

    /// <summary>Adds what a record does.</summary>
    public void Add(SearchRow row)
    {
        _seq = row.Seq;
        SearchTerms.Each(row.Was, _leaves);
        SearchTerms.Each(row.Words, _comes);
    }

    /// <summary>The words in their order, each with who leaves and who comes.</summary>
    public IEnumerable<(string Word, IReadOnlyList<long> Out, IReadOnlyList<long> In)> InOrder()
    {
        var words = _moves.Keys.ToArray();
        Array.Sort(words, StringComparer.Ordinal);
        foreach (var word in words)
            yield return (word, _moves[word].Out ?? [], _moves[word].In ?? []);
    }

    private ref Move MoveOf(ReadOnlySpan<char> word) => ref CollectionsMarshal.GetValueRefOrAddDefault(_found, word, out _);

    private struct Move
    {
        public List<long>? In;
        public List<long>? Out;
    }
}
