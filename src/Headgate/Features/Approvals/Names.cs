using System.Text.RegularExpressions;
using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Documents;
using Headgate.Features.Opportunities;
using Headgate.Features.Pipelines;
using Headgate.Features.Tags;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>What the ids in a plan are called, for the person who decides on it.</summary>
internal static partial class Names
{
    private static readonly RecordKind[] Kinds =
    [
        Account.Kind,
        Contact.Kind,
        Opportunity.Kind,
        Pipeline.Kind,
        Stage.Kind,
        User.Kind,
        Tag.Kind,
        Document.Kind,
    ];

    /// <summary>The names of the records whose ids occur in a text; what the caller may not see has none.</summary>
    public static async ValueTask<IReadOnlyList<Named>> In(Reader reader, string text)
    {
        var ids = Id().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToLookup(Ids.PrefixOf, StringComparer.Ordinal);
        var names = new List<Named>();
        foreach (var kind in Kinds.Where(k => ids.Contains(k.Prefix)))
        {
            var seen = kind.Fields.Any(f => f.Name == "owner_id") && kind.Name != "agent" ? reader.Visible("r.owner_id") : "";
            var rows = await reader.All<Row>(
                $"SELECT r.id, r.name FROM {kind.Table} r WHERE r.tenant = @tenant AND {reader.Dialect.In("r.id", "@ids")}{seen}",
                ("ids", ids[kind.Prefix].ToArray())
            );
            foreach (var row in rows)
                names.Add(new(row.Id, row.Name));
        }
        return names;
    }

    [GeneratedRegex("[a-z]{3,4}_[0-9a-hjkmnp-tv-z]{26}")]
    private static partial Regex Id();

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
