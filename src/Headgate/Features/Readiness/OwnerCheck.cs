using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>Records that nobody owns, or whose owner is no longer here.</summary>
internal sealed class OwnerCheck() : Check("unowned_records", "stale_owners")
{
    // What is closed needs no owner any more.
    private static readonly (string Noun, string Table, string Open)[] Nouns =
    [
        ("account", Account.Kind.Table, ""),
        ("contact", Contact.Kind.Table, ""),
        ("open opportunity", Opportunity.Kind.Table, " AND r.status = 'open'"),
    ];

    public override async ValueTask<Seen> Look(Reader reader)
    {
        List<Finding> found = [];
        if (await Of(reader, "AND r.owner_id IS NULL", []) is { Count: > 0 } unowned)
            found.Add(
                new()
                {
                    Code = "unowned_records",
                    Count = unowned.Count,
                    Says = $"{unowned.Said} without an owner.",
                    Examples = unowned.Examples,
                    Why = "Nobody is told of what happens there, and briefs by owner leave it out.",
                    Fix = "Give them an owner with records.assign, 25 at a time.",
                }
            );
        var gone = await reader.All<Gone>("SELECT id, name FROM users WHERE tenant = @tenant AND status <> 'active' ORDER BY id LIMIT 200");
        if (
            gone.Count > 0
            && await Of(reader, $"AND {reader.Dialect.In("r.owner_id", "@gone")}", [.. gone.Select(g => g.Id)]) is { Count: > 0 } stale
        )
            found.Add(
                new()
                {
                    Code = "stale_owners",
                    Count = stale.Count,
                    Says = $"{stale.Said} of people who are not active any more ({string.Join(", ", gone.Take(Few).Select(g => g.Name))}).",
                    Examples = stale.Examples,
                    Why = "Tasks and approvals that agents make for these owners reach nobody.",
                    Fix = "Give them to somebody who is here with records.assign, 25 at a time.",
                }
            );
        return new(found);
    }

    private static async ValueTask<(long Count, string Said, IReadOnlyList<string> Examples)> Of(
        Reader reader,
        string condition,
        IReadOnlyList<string> gone
    )
    {
        var total = 0L;
        List<string> said = [];
        List<string> examples = [];
        (string, object?)[] values = gone.Count > 0 ? [("gone", gone)] : [];
        foreach (var (noun, table, open) in Nouns)
        {
            var from = $"FROM {table} r WHERE r.tenant = @tenant AND r.merged_into IS NULL {condition}{open}{reader.Visible("r.owner_id")}";
            var count = await reader.Number($"SELECT COUNT(*) {from}", values);
            if (count == 0)
                continue;
            total += count;
            said.Add(noun == "open opportunity" ? Many(count, noun, "open opportunities") : Many(count, noun));
            examples.AddRange(await reader.All<string>($"SELECT r.id {from} ORDER BY r.updated_at DESC, r.id LIMIT 2", values));
        }
        return (total, string.Join(", ", said), [.. examples.Take(Few)]);
    }

    private sealed class Gone
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
