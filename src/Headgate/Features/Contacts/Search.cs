using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>Contacts by words.</summary>
[Action(
    "contacts.search",
    Scope.Read,
    "Search contacts",
    "Searches contacts and leads by words of name, e-mail, company and description; best match first."
)]
public sealed class Search : Feature<Search.Input, Page<ContactShown>>
{
    public sealed record Input
    {
        [Bounds(1, 200)]
        public required string Query { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var found = await Store.Search.Find(reader, Contact.Kind, input.Query);
        var rows = await reader.All<ContactRow>(
            $"{ContactRow.Select} AND {reader.Dialect.In("c.seq", "@found")}{reader.Visible("c.owner_id")}",
            ("found", found)
        );
        var best = rows.OrderByDescending(r => Store.Search.Rank(input.Query, r.Name, r.Email, r.Company))
            .ThenByDescending(r => r.Seq)
            .Take(input.Limit ?? 20)
            .ToList();
        return Answer(new Page<ContactShown>([.. best.Select(ContactShown.Of)]), best.Select(r => r.Ref));
    }
}
