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
        [Bounds(1, 200), TakesHandle("any")]
        [Class(DataClass.Internal)]
        public required string Query { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var best = await Store.Search.Best(
            reader,
            Contact.Kind,
            input.Query,
            input.Limit ?? 20,
            "SELECT c.seq, c.name, c.email AS first, c.company AS second FROM contacts c WHERE c.tenant = @tenant AND c.merged_into IS NULL"
                + reader.Visible("c.owner_id"),
            "c.seq"
        );
        var rows = await reader.All<ContactRow>($"{ContactRow.Select} AND {reader.Dialect.In("c.seq", "@best")}", ("best", best));
        // Whoever may not see an address may ask for the whole of one, and does not find it out by its beginnings.
        if (reader.By.Audience == Audience.Handles)
            rows.RemoveAll(r => !IsOf(r, input.Query) && !Store.Search.Holds(input.Query, r.Name, r.Company, r.AccountName, r.Description));
        rows.Sort((a, b) => best.IndexOf(a.Seq).CompareTo(best.IndexOf(b.Seq)));
        return Answer(new Page<ContactShown>([.. rows.Select(ContactShown.Of)]), rows.Select(r => r.Ref));
    }

    private static bool IsOf(ContactRow row, string query) =>
        row.Email is not null && EmailForm.Normal(row.Email) == EmailForm.Normal(query);
}
