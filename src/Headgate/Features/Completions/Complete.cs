using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Completions;

/// <summary>Ids with names that begin with what somebody has typed so far. A door uses it; no client calls it by name.</summary>
[Action(
    "completions.complete",
    Scope.Read,
    "Complete",
    "Completes the beginning of a name or id to the records that the caller may see.",
    Offered = Offered.Inside
)]
public sealed class Complete : Feature<Complete.Input, Complete.Output>
{
    private const int Most = 20;

    public sealed record Input
    {
        [OneOf("account", "contact", "opportunity", "conversation", "document", "lender")]
        public required string Kind { get; init; }

        [Bounds(0, 200)]
        public required string Prefix { get; init; }
    }

    public sealed record Output(IReadOnlyList<Named> Items);

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var prefix = input.Prefix.Trim();
        var found = input.Kind switch
        {
            "account" => await Searched(reader, Account.Kind, $"r.merged_into IS NULL{reader.Visible("r.owner_id")}", prefix),
            "contact" => await Searched(reader, Contact.Kind, $"r.merged_into IS NULL{reader.Visible("r.owner_id")}", prefix),
            "opportunity" => await Searched(reader, Opportunity.Kind, $"r.merged_into IS NULL{reader.Visible("r.owner_id")}", prefix),
            "conversation" => await Conversations(reader, prefix),
            "document" => await Plain(reader, "documents", prefix),
            _ => await Plain(reader, "lenders", prefix),
        };
        return Answer(new Output(found), found.Select(f => new RecordRef(f.Id, 0)));
    }

    // Large tables: by id with its index, by name through the words, so that a keystroke costs no scan.
    private static async ValueTask<IReadOnlyList<Named>> Searched(Reader reader, RecordKind kind, string seen, string prefix)
    {
        var select = $"SELECT r.id AS \"Id\", r.name AS \"Name\" FROM {kind.Table} r WHERE r.tenant = @tenant AND {seen}";
        if (prefix.Length == 0)
            return await reader.All<Named>($"{select} ORDER BY r.updated_at DESC, r.id LIMIT {Most}");
        if (prefix.StartsWith(kind.Prefix + "_", StringComparison.Ordinal))
            return await reader.All<Named>(
                $"{select} AND r.id >= @prefix AND r.id < @past ORDER BY r.id LIMIT {Most}",
                ("prefix", prefix),
                ("past", prefix + new string('z', Ids.Length))
            );
        var seqs = await Store.Search.Find(reader, kind, prefix);
        var found = await reader.All<Named>($"{select} AND {reader.Dialect.In("r.seq", "@found")} ORDER BY r.name, r.id", ("found", seqs));
        // The words of a contact hold its address: whoever may not see that is not told by trying beginnings of it.
        if (kind == Contact.Kind && reader.By.Audience == Audience.Handles)
            found.RemoveAll(f => !Store.Search.Holds(prefix, f.Name));
        return [.. found.OrderByDescending(f => f.Name?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true).Take(Most)];
    }

    private static async ValueTask<IReadOnlyList<Named>> Conversations(Reader reader, string prefix) =>
        await reader.All<Named>(
            "SELECT v.id AS \"Id\", COALESCE(c.name, v.channel) AS \"Name\" FROM conversations v "
                + "LEFT JOIN contacts c ON c.tenant = v.tenant AND c.id = v.contact_id WHERE v.tenant = @tenant "
                + $"AND (v.id LIKE @id ESCAPE '!' OR lower(c.name) LIKE @name ESCAPE '!'){reader.Visible("v.owner_id")} "
                + $"ORDER BY v.last_at DESC, v.id LIMIT {Most}",
            ("id", Like.Beginning(prefix)),
            ("name", Like.Beginning(prefix.ToLowerInvariant()))
        );

    private static async ValueTask<IReadOnlyList<Named>> Plain(Reader reader, string table, string prefix) =>
        await reader.All<Named>(
            $"SELECT r.id AS \"Id\", r.name AS \"Name\" FROM {table} r WHERE r.tenant = @tenant "
                + $"AND (r.id LIKE @id ESCAPE '!' OR lower(r.name) LIKE @name ESCAPE '!') ORDER BY r.name, r.id LIMIT {Most}",
            ("id", Like.Beginning(prefix)),
            ("name", Like.Beginning(prefix.ToLowerInvariant()))
        );
}
