using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>The record that a person names in a prompt: an id, or its name.</summary>
internal static class Which
{
    /// <summary>The id of an opportunity.</summary>
    public static ValueTask<string> Opportunity(Reader reader, string field, string given) =>
        Ids.Is(given.Trim(), "opp")
            ? new(given.Trim())
            : One(
                reader,
                field,
                given,
                "SELECT o.id AS \"Id\", o.name AS \"Name\" FROM opportunities o WHERE o.tenant = @tenant AND o.merged_into IS NULL AND lower(o.name) = @name"
                    + $"{reader.Visible("o.owner_id")} ORDER BY o.updated_at DESC LIMIT 6"
            );

    /// <summary>The id of an account.</summary>
    public static ValueTask<string> Account(Reader reader, string field, string given) =>
        Ids.Is(given.Trim(), "acc")
            ? new(given.Trim())
            : One(
                reader,
                field,
                given,
                "SELECT a.id AS \"Id\", a.name AS \"Name\" FROM accounts a WHERE a.tenant = @tenant AND a.merged_into IS NULL AND lower(a.name) = @name"
                    + $"{reader.Visible("a.owner_id")} ORDER BY a.updated_at DESC LIMIT 6"
            );

    private static async ValueTask<string> One(Reader reader, string field, string given, string sql)
    {
        var found = await reader.All<Named>(sql, ("name", given.Trim().ToLowerInvariant()));
        return found.Count switch
        {
            1 => found[0].Id,
            0 => throw new RefusedException(Refusal.NotFound(field, given)),
            _ => throw new RefusedException(
                new("schema.ambiguous", $"{field}: {Text.Shown(given)} is more than one record.", "Use the id.")
                {
                    Field = field,
                    Came = Text.Shown(given),
                    Candidates = [.. found.Select(f => $"{f.Name} {f.Id}")],
                }
            ),
        };
    }
}
