using System.Runtime.InteropServices;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// The packed words of one kind of an organisation's records, in the hands of the one who packs. Rows of a block stand together, so that packing touches few
/// pages however many words there are.
/// </summary>
internal sealed class SearchBlocks
{
    private const int MostAtOnce = 8192;
    private const int Few = 64;

    private static readonly Bulk Write = Bulk.Insert(
        "search_blocks",
        "ON CONFLICT (tenant, kind, block, word) DO UPDATE SET records = excluded.records",
        ("kind", Holds.Text),
        ("block", Holds.Whole),
        ("word", Holds.Text),
        ("records", Holds.Bytes)
    );

    private static readonly Bulk Empty = new(
        "DELETE FROM search_blocks WHERE tenant = @tenant AND kind = @kind AND block = @block AND word = @word",
        """
        DELETE FROM search_blocks USING unnest(@kind, @block, @word) AS r(kind, block, word)
        WHERE search_blocks.tenant = @tenant AND search_blocks.kind = r.kind AND search_blocks.block = r.block AND search_blocks.word = r.word
        """,
        ("kind", Holds.Text),
        ("block", Holds.Whole),
        ("word", Holds.Text)
    );

    private readonly Session _session;
    private readonly string _tenant;
    private readonly string _kind;
    private readonly SortedSet<long> _blocks;

    private SearchBlocks(Session session, string tenant, string kind, byte[] blocks) =>
        (_session, _tenant, _kind, _blocks) = (session, tenant, kind, [.. Read(blocks)]);

    /// <summary>Takes the right to pack until the transaction ends.</summary>
    /// <returns>Nothing when somebody else packs.</returns>
    public static ValueTask<SearchBlocks?> Take(Session session, string tenant, RecordKind kind) => Take(session, tenant, kind.Prefix);

    /// <summary>Takes the right to pack the records whose ids have a prefix, or waits for it.</summary>
    public static async ValueTask<SearchBlocks?> Take(Session session, string tenant, string kind, bool waits = false)
    {
        await session.Execute(
            "INSERT INTO search_heads (tenant, kind, blocks) VALUES (@tenant, @kind, @none) ON CONFLICT DO NOTHING",
            ("tenant", tenant),
            ("kind", kind),
            ("none", Array.Empty<byte>())
        );
        var alone = session.Dialect == Dialect.Postgres ? " FOR UPDATE" + (waits ? "" : " SKIP LOCKED") : "";
        var blocks = await session.Scalar(
            $"SELECT blocks FROM search_heads WHERE tenant = @tenant AND kind = @kind{alone}",
            ("tenant", tenant),
            ("kind", kind)
        );
        return blocks is byte[] bytes ? new(session, tenant, kind, bytes) : null;
    }

    /// <summary>The numbers of the blocks that are there, as their row holds them.</summary>
    public static long[] Read(byte[] blocks) => MemoryMarshal.Cast<byte, long>(blocks).ToArray();

    /// <summary>Packs what waits.</summary>
    public async ValueTask Pack()
    {
        // A row that somebody is about to change stays for the next time.
        var alone = _session.Dialect == Dialect.Postgres ? " FOR UPDATE SKIP LOCKED" : "";
        var waiting = await _session.Query<SearchRow>(
            $"SELECT seq, words, was FROM search_fresh WHERE tenant = @tenant AND kind = @kind ORDER BY seq LIMIT {MostAtOnce}{alone}",
            ("tenant", _tenant),
            ("kind", _kind)
        );
        await Add(waiting);
        await _session.Execute(
            $"DELETE FROM search_fresh WHERE tenant = @tenant AND kind = @kind AND {_session.Dialect.In("seq", "@seqs")}",
            ("tenant", _tenant),
            ("kind", _kind),
            ("seqs", waiting.Select(w => w.Seq))
        );
    }

    /// <summary>Adds records to their blocks.</summary>
    public async ValueTask Add(IReadOnlyList<SearchRow> rows)
    {
        var known = _blocks.Count;
        foreach (var block in rows.GroupBy(r => Members.BlockOf(r.Seq)).OrderBy(b => b.Key))
            await Add(block.Key, block);
        if (_blocks.Count > known)
            await _session.Execute(
                "UPDATE search_heads SET blocks = @blocks WHERE tenant = @tenant AND kind = @kind",
                ("tenant", _tenant),
                ("kind", _kind),
                ("blocks", MemoryMarshal.AsBytes<long>(_blocks.ToArray()).ToArray())
            );
    }

    private async ValueTask Add(long block, IEnumerable<SearchRow> rows)
    {
        var moves = new SearchMoves();
        foreach (var row in rows)
            moves.Add(row);
        var present = _blocks.Add(block) ? [] : await Present(block, moves.Words);
        List<object?[]> written = new(moves.Words.Count);
        // A word that nobody has any more is not kept: it may be the name of somebody who wants to be forgotten.
        List<object?[]> emptied = [];
        // In the order of the words: neighbours go to one page.
        foreach (var (word, outs, ins) in moves.InOrder())
        {
            // Most words are new in their block, and rare.
            if (outs.Count == 0 && ins.Count <= Few && !present.ContainsKey(word))
            {
                written.Add([_kind, block, word, Members.Few(ins)]);
                continue;
            }
            var members = Members.From(present.GetValueOrDefault(word) ?? []);
            foreach (var seq in outs)
                members.Remove(seq);
            foreach (var seq in ins)
                members.Add(seq);
            if (members.IsEmpty)
                emptied.Add([_kind, block, word]);
            else
                written.Add([_kind, block, word, members.ToBytes()]);
        }
        await _session.Run(Write, _tenant, written);
        await _session.Run(Empty, _tenant, emptied);
    }

    private async ValueTask<Dictionary<string, byte[]>> Present(long block, IReadOnlyCollection<string> words)
    {
        var rows = await _session.Query<BlockRow>(
            $"SELECT block, word, records FROM search_blocks WHERE tenant = @tenant AND kind = @kind AND block = @block AND {_session.Dialect.In("word", "@words")}",
            ("tenant", _tenant),
            ("kind", _kind),
            ("block", block),
            ("words", words)
        );
        return rows.ToDictionary(r => r.Word, r => r.Records, StringComparer.Ordinal);
    }
}
