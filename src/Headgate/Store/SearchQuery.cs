using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// A search: the newest records that hold every word, the last word also as the beginning of one. Blocks are read newest first until there are enough, and
/// each costs the same whatever its words are; so the answer is exact, and its cost is bounded by the number of blocks. Whoever has the whole query as a name,
/// or as an e-mail address or domain, is found however old.
/// </summary>
internal sealed class SearchQuery(Session session, string tenant, RecordKind kind, string query)
{
    // The most candidates that a search ranks.
    private const int Candidates = 300;

    // And the most that have the whole query as their name.
    private const int Namesakes = 100;

    private readonly IReadOnlyList<string> _words = Words.Of(query);
    private readonly HashSet<long> _moved = [];
    private readonly List<long> _found = [];
    private readonly List<long> _named = [];

    private string Last => _words[^1];
    private bool Begins => Last.Length >= SearchTerms.ShortestBeginning;

    // A beginning that is no set of its own: the words that have it are gone through, in blocks that hold the rest.
    private bool Ranges => Begins && (Last.Length > SearchTerms.LongestEdge || !SearchTerms.HasEdges(Last));

    /// <summary>Runs it.</summary>
    /// <returns>Sequence numbers.</returns>
    public async ValueTask<List<long>> Run()
    {
        if (_words.Count == 0)
            return [];
        var whole = SearchTerms.WholeOf(_words);
        await AskFresh(whole);
        var blocks = await Blocks();
        if (whole is not null)
            await AskWhole(whole, blocks);
        if (query.Contains('.') && !query.Any(char.IsSurrogate))
            await AskClaims();
        var size = 1;
        for (var at = 0; at < blocks.Length && _found.Count < Candidates; at += size, size *= 8)
            await AskBlocks(blocks[at..Math.Min(at + size, blocks.Length)]);
        return [.. _found.OrderDescending().Take(Candidates).Concat(_named).Distinct()];
    }

    // Few wait at any time: the longest word chooses among them here, the others there.
    private async ValueTask AskFresh(string? whole)
    {
        var rows = await session.Query<SearchRow>(
            "SELECT seq, words, was FROM search_fresh WHERE tenant = @tenant AND kind = @kind AND (was IS NOT NULL OR words LIKE @some)",
            ("tenant", tenant),
            ("kind", kind.Prefix),
            ("some", $"%{_words.MaxBy(w => w.Length)}%")
        );
        foreach (var row in rows)
        {
            if (row.Was is not null)
                _moved.Add(row.Seq);
            var words = row.Words.Split(' ').ToHashSet(StringComparer.Ordinal);
            if (whole is not null && words.Contains(whole))
                _named.Add(row.Seq);
            if (_words.Take(_words.Count - 1).All(words.Contains) && HasLast(words))
                _found.Add(row.Seq);
        }
    }

    private bool HasLast(HashSet<string> words) =>
        words.Contains(Last) || Begins && words.Any(w => w.StartsWith(Last, StringComparison.Ordinal));

    private async ValueTask<long[]> Blocks()
    {
        var head = await session.Scalar(
            "SELECT blocks FROM search_heads WHERE tenant = @tenant AND kind = @kind",
            ("tenant", tenant),
            ("kind", kind.Prefix)
        );
        var blocks = SearchBlocks.Read(head as byte[] ?? []);
        Array.Reverse(blocks);
        return blocks;
    }

    private async ValueTask AskWhole(string whole, long[] blocks)
    {
        foreach (var row in (await Rows(blocks, [whole])).OrderByDescending(r => r.Block))
            if (_named.Count < Namesakes)
                _named.AddRange(Members.From(row.Records).Newest(row.Block).Where(s => !_moved.Contains(s)));
    }

    private async ValueTask AskClaims() =>
        _named.AddRange(
            await session.Query<long>(
                $"""
                SELECT k.seq FROM claims c JOIN {kind.Table} k ON k.tenant = c.tenant AND k.id = c.record_id
                WHERE c.tenant = @tenant AND c.kind IN ('{kind.Name}.email', '{kind.Name}.domain') AND c.value = @value
                """,
                ("tenant", tenant),
                ("value", EmailForm.Normal(query.Trim()))
            )
        );

    private async ValueTask AskBlocks(long[] blocks)
    {
        var rows = (await Rows(blocks, Sets())).ToLookup(r => (r.Block, r.Word), r => r.Records);
        List<(long Block, Members? Members)> holding = [];
        foreach (var block in blocks)
        {
            var members = Holding(w => rows[(block, w)]);
            if (members is not { IsEmpty: true })
                holding.Add((block, members));
        }
        var begun = Ranges ? await Begun([.. holding.Select(h => h.Block)]) : null;
        foreach (var (block, members) in holding)
        {
            var all = members ?? begun!.GetValueOrDefault(block) ?? new();
            if (begun is not null)
                all.Keep(begun.GetValueOrDefault(block) ?? new());
            _found.AddRange(all.Newest(block).Where(s => !_moved.Contains(s)));
        }
    }

    // The sets that a block is asked for.
    private IEnumerable<string> Sets() => _words.SelectMany((_, i) => Alternatives(i)).Distinct(StringComparer.Ordinal);

    // A record holds the word when it is in one of these; none: the word is gone through instead.
    private IEnumerable<string> Alternatives(int i) =>
        i < _words.Count - 1 || !Begins ? [_words[i]]
        : !SearchTerms.HasEdges(Last) ? []
        : Last.Length > SearchTerms.LongestEdge ? [SearchTerms.Edge(Last[..SearchTerms.LongestEdge])]
        : [Last, SearchTerms.Edge(Last)];

    // Nothing, when the block's sets say nothing of the query's only word.
    private Members? Holding(Func<string, IEnumerable<byte[]>> records)
    {
        Members? all = null;
        for (var i = 0; i < _words.Count; i++)
        {
            var alternatives = Alternatives(i).ToList();
            if (alternatives.Count == 0)
                continue;
            var one = new Members();
            foreach (var bytes in alternatives.SelectMany(records))
                one.Add(bytes);
            if (all is null)
                all = one;
            else
                all.Keep(one);
            if (all.IsEmpty)
                return all;
        }
        return all;
    }

    private async ValueTask<Dictionary<long, Members>> Begun(long[] blocks)
    {
        var rows = await session.Query<BlockRow>(
            $"SELECT block, records FROM search_blocks WHERE tenant = @tenant AND kind = @kind AND {session.Dialect.In("block", "@blocks")} AND word >= @from AND word < @to",
            ("tenant", tenant),
            ("kind", kind.Prefix),
            ("blocks", blocks),
            ("from", Last),
            ("to", Last + char.MaxValue)
        );
        Dictionary<long, Members> begun = [];
        foreach (var row in rows)
        {
            if (!begun.TryGetValue(row.Block, out var members))
                begun[row.Block] = members = new();
            members.Add(row.Records);
        }
        return begun;
    }

    private ValueTask<List<BlockRow>> Rows(long[] blocks, IEnumerable<string> words) =>
        session.Query<BlockRow>(
            $"SELECT block, word, records FROM search_blocks WHERE tenant = @tenant AND kind = @kind AND {session.Dialect.In("block", "@blocks")} AND {session.Dialect.In("word", "@words")}",
            ("tenant", tenant),
            ("kind", kind.Prefix),
            ("blocks", blocks),
            ("words", words)
        );
}
