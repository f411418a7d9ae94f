using System.Text;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Documents;

/// <summary>Documents by words: the organisation's own knowledge.</summary>
[Action(
    "documents.search",
    Scope.Read,
    "Search documents",
    "Searches the organisation's documents by words of name and text; best match first, with an excerpt.",
    Toolset = "documents"
)]
public sealed class Search : Feature<Search.Input, Page<DocumentShown>>
{
    private const int Candidates = 300;
    private const int MostWords = 8;
    private const int Around = 120;

    public sealed record Input
    {
        [Bounds(1, 200)]
        [Class(DataClass.Internal)]
        public required string Query { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var words = Words(input.Query);
        if (words.Length == 0)
            return Answer(new Page<DocumentShown>([]));
        // Words are letters and digits only, so no sign in them means anything to LIKE.
        var every = string.Concat(words.Select((_, i) => $" AND (lower(d.name) LIKE @word{i} OR lower(d.text) LIKE @word{i})"));
        var found = await reader.All<DocumentRow>(
            $"{DocumentRow.Select}{every} ORDER BY d.updated_at DESC, d.id DESC LIMIT {Candidates}",
            [.. words.Select((w, i) => ($"word{i}", (object?)$"%{w}%"))]
        );
        var best = found.OrderByDescending(r => Store.Search.Rank(input.Query, r.Name)).Take(input.Limit ?? 20).ToList();
        var texts = (
            await reader.All<DocumentRow>(
                $"{DocumentRow.SelectText} AND {reader.Dialect.In("d.id", "@ids")}",
                ("ids", best.Select(r => r.Id))
            )
        ).ToDictionary(r => r.Id, r => r.Text, StringComparer.Ordinal);
        return Answer(
            new Page<DocumentShown>([
                .. best.Select(r => DocumentShown.Of(r) with { Excerpt = Excerpt(texts.GetValueOrDefault(r.Id), words) }),
            ]),
            best.Select(r => r.Ref)
        );
    }

    private static string[] Words(string query)
    {
        var spaced = new StringBuilder(query.Length);
        foreach (var c in query.ToLowerInvariant())
            spaced.Append(char.IsLetterOrDigit(c) ? c : ' ');
        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MostWords)];
    }

    private static string? Excerpt(string? text, string[] words)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var at = words.Select(w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(0).Min();
        var from = Math.Max(0, at - Around);
        var to = Math.Min(text.Length, at + Around);
        // Half a character is none.
        if (from > 0 && char.IsLowSurrogate(text[from]))
            from++;
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to--;
        return $"{(from > 0 ? "…" : "")}{text[from..to].Trim()}{(to < text.Length ? "…" : "")}";
    }
}
