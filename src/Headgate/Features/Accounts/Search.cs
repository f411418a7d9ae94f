using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>Accounts by words or by domain.</summary>
[Action(
    "accounts.search",
    Scope.Read,
    "Search accounts",
    "Searches accounts by words of name, domain, industry, city and description, or by exact domain; best match first.",
    Aliases = ["search_accounts"]
)]
public sealed class Search : Feature<Search.Input, Page<AccountShown>>
{
    public sealed record Input
    {
        [Bounds(1, 200)]
        [Class(DataClass.Internal)]
        public string? Query { get; init; }

        [Says("acme.com, or an address or page there"), Bounds(3, 254)]
        public string? Domain { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (input.Query is null && input.Domain is null)
            throw new RefusedException(Refusal.Input("query", "words, or a domain", "neither"));
        var rows = input.Domain is null ? [] : await OfDomain(reader, WebDomain.Need("domain", input.Domain));
        if (input.Query is { } query)
            rows = input.Domain is null
                ? await OfWords(reader, query, input.Limit ?? 20)
                : [.. rows.Where(r => Store.Search.Rank(query, r.Name, r.Domain) > 0)];
        var best = rows.Take(input.Limit ?? 20).ToList();
        return Answer(new Page<AccountShown>([.. best.Select(AccountShown.Of)]), best.Select(r => r.Ref));
    }

    private static async ValueTask<List<AccountRow>> OfWords(Reader reader, string query, int limit)
    {
        var best = await Store.Search.Best(
            reader,
            Account.Kind,
            query,
            limit,
            "SELECT a.seq, a.name, a.domain AS first, a.industry AS second, a.city AS third FROM accounts a "
                + $"WHERE a.tenant = @tenant AND a.merged_into IS NULL{reader.Visible("a.owner_id")}",
            "a.seq"
        );
        var rows = await reader.All<AccountRow>($"{AccountRow.Select} AND {reader.Dialect.In("a.seq", "@best")}", ("best", best));
        rows.Sort((a, b) => best.IndexOf(a.Seq).CompareTo(best.IndexOf(b.Seq)));
        return rows;
    }

    // The claim of a domain is its index: at most one account holds it.
    private static ValueTask<List<AccountRow>> OfDomain(Reader reader, string domain) =>
        reader.All<AccountRow>(
            $"{AccountRow.Select} AND a.id IN (SELECT record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @domain){reader.Visible("a.owner_id")}",
            ("kind", Account.DomainClaim),
            ("domain", domain)
        );
}
