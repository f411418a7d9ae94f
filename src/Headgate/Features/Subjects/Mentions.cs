using Headgate.Features.Accounts;
using Headgate.Features.Activities;
using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Features.Drafts;
using Headgate.Features.Opportunities;
using Headgate.Features.Tasks;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Erasing;

namespace Headgate.Features.Subjects;

/// <summary>Where other records name a person: by address, number or whole name. The name is taken out of the text, and the text stays.</summary>
internal static class Mentions
{
    private static readonly (RecordKind Kind, string[] Fields)[] Texts =
    [
        (Account.Kind, ["description"]),
        (Activity.Kind, ["subject", "body", "outcome"]),
        (Contact.Kind, ["description"]),
        (ConversationMessage.Kind, ["subject", "body"]),
        (Draft.Kind, ["subject", "body"]),
        (Notes.Note.Kind, ["body"]),
        (Opportunity.Kind, ["name", "description", "next_step", "reason"]),
        (CrmTask.Kind, ["title", "body"]),
    ];

    /// <summary>Plans to take the person out of other records' texts, of so many at most.</summary>
    /// <returns>The records.</returns>
    public static async ValueTask<IReadOnlyList<string>> Remove(
        Plan plan,
        Reader reader,
        Call call,
        Traces traces,
        IReadOnlyList<string> family,
        int most
    )
    {
        List<string> told = [];
        foreach (var (kind, fields) in Texts)
        {
            if (told.Count >= most)
                break;
            foreach (var row in await Find(reader, kind, fields, traces, family, most - told.Count))
            {
                var changes = fields
                    .Where(f => traces.In(row[f] as string))
                    .Select(f => (f, (object?)row[f], (object?)traces.Without((string)row[f]!)))
                    .ToList();
                // The database folds more than letters: what only it takes for the name is not the name.
                if (changes.Count == 0)
                    continue;
                plan.Update(kind, (string)row["id"]!, (long)row["version"]!, [.. changes, Columns.Moved((long)row["updated_at"]!, call)]);
                told.Add((string)row["id"]!);
            }
        }
        return told;
    }

    private static async ValueTask<List<IDictionary<string, object?>>> Find(
        Reader reader,
        RecordKind kind,
        string[] fields,
        Traces traces,
        IReadOnlyList<string> family,
        int most
    )
    {
        var values = new List<(string, object?)> { ("family", family) };
        List<string> any = [];
        foreach (var (n, text) in traces.Texts.Index())
        {
            values.Add(($"text{n}", Like.Holding(text.ToLowerInvariant())));
            // Not every database folds letters beyond ASCII: as it is written, too.
            values.Add(($"written{n}", Like.Holding(text)));
            any.AddRange(fields.Select(f => $"lower(r.{f}) LIKE @text{n} ESCAPE '!' OR r.{f} LIKE @written{n} ESCAPE '!'"));
        }
        if (any.Count == 0)
            return [];
        // What is the person's own goes as a whole.
        var own = kind.SubjectField is { } field ? $"AND (r.{field} IS NULL OR NOT {reader.Dialect.In("r." + field, "@family")})" : "";
        var rows = await reader.All<object>(
            $"SELECT r.id, r.version, r.updated_at, {string.Join(", ", fields.Select(f => "r." + f))} FROM {kind.Table} r "
                + $"WHERE r.tenant = @tenant {own} AND ({string.Join(" OR ", any)}) ORDER BY r.id LIMIT {most}",
            [.. values]
        );
        return rows.ConvertAll(r => (IDictionary<string, object?>)r);
    }
}
