using Headgate.Gate.Matching;
using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>
/// People and companies that are there twice. Candidates share a match key; keys are hashes, so the first so many of them are as good a sample as any. Of a
/// small organisation that is all there are.
/// </summary>
internal sealed class DuplicateCheck() : Check("duplicates", "possible_duplicates")
{
    private const int MostKeys = 6_000;
    private const int MostRecords = 20_000;

    // As dedupe has it: a key that more share says nothing.
    private const int MostOfAKey = 32;

    public override async ValueTask<Seen> Look(Reader reader)
    {
        var keys = await reader.All<long>(
            $"SELECT match_key FROM match_keys WHERE tenant = @tenant GROUP BY match_key HAVING COUNT(*) BETWEEN 2 AND {MostOfAKey} ORDER BY match_key LIMIT {MostKeys}"
        );
        if (keys.Count == 0)
            return new([]);
        var shared = await reader.All<Shared>(
            $"SELECT match_key, record_id FROM match_keys WHERE tenant = @tenant AND {reader.Dialect.In("match_key", "@keys")} ORDER BY match_key LIMIT {MostRecords}",
            ("keys", keys)
        );
        var isAll = keys.Count < MostKeys && shared.Count < MostRecords;
        var ids = shared.Select(s => s.RecordId).Distinct(StringComparer.Ordinal).ToList();
        Dictionary<string, Profile> profiles = new(StringComparer.Ordinal);
        foreach (
            var row in await reader.All<Fields>(
                $"SELECT c.id, c.name, c.first_name, c.last_name, c.email, c.phone, c.company, c.city, c.country, c.birth_date FROM contacts c WHERE c.tenant = @tenant AND {reader.Dialect.In("c.id", "@ids")} AND c.merged_into IS NULL{reader.Visible("c.owner_id")}",
                ("ids", ids)
            )
        )
            profiles[row.Id] = Profile.Of("contact", row.Of)!;
        foreach (
            var row in await reader.All<Fields>(
                $"SELECT a.id, a.name, a.domain, a.website, a.phone, a.city, a.country FROM accounts a WHERE a.tenant = @tenant AND {reader.Dialect.In("a.id", "@ids")} AND a.merged_into IS NULL{reader.Visible("a.owner_id")}",
                ("ids", ids)
            )
        )
            profiles[row.Id] = Profile.Of("account", row.Of)!;
        SortedSet<(string, string)> same = [];
        SortedSet<(string, string)> perhaps = [];
        foreach (var key in shared.GroupBy(s => s.MatchKey))
        {
            var some = key.Select(s => s.RecordId).Where(profiles.ContainsKey).Order(StringComparer.Ordinal).ToList();
            for (var i = 0; i < some.Count; i++)
            for (var j = i + 1; j < some.Count; j++)
            {
                // A person is never a company.
                if (some[i][..3] != some[j][..3])
                    continue;
                var grade = profiles[some[i]].Against(profiles[some[j]]).Grade;
                if (grade == Grade.Same)
                    same.Add((some[i], some[j]));
                else if (grade != Grade.Different)
                    perhaps.Add((some[i], some[j]));
            }
        }
        List<Finding> found = [];
        if (same.Count > 0)
            found.Add(
                Of(
                    "duplicates",
                    same,
                    isAll,
                    $"{Many(same.Count, "pair")} of records {(same.Count == 1 ? "is" : "are")} one and the same.",
                    "Merge each pair with records.merge; a person approves it."
                )
            );
        if (perhaps.Count > 0)
            found.Add(
                Of(
                    "possible_duplicates",
                    perhaps,
                    isAll,
                    $"{Many(perhaps.Count, "pair")} of records may be one.",
                    "Look at each pair, and merge those that are one with records.merge."
                )
            );
        return new(found, IsSample: !isAll);
    }

    private static Finding Of(string code, SortedSet<(string A, string B)> pairs, bool isAll, string says, string fix) =>
        new()
        {
            Code = code,
            Count = pairs.Count,
            AtLeast = isAll ? null : true,
            Says = isAll ? says : $"In a sample, {says}",
            Examples = [.. pairs.Take(Few).Select(p => $"{p.A} {p.B}")],
            Why = "An agent that reads one of them does not see what was said to the other, and writes to the same person twice.",
            Fix = fix,
        };

    private sealed class Shared
    {
        public long MatchKey { get; init; }
        public string RecordId { get; init; } = "";
    }

    private sealed class Fields
    {
        public string Id { get; init; } = "";
        public string? Name { get; init; }
        public string? FirstName { get; init; }
        public string? LastName { get; init; }
        public string? Email { get; init; }
        public string? Phone { get; init; }
        public string? Company { get; init; }
        public string? City { get; init; }
        public string? Country { get; init; }
        public string? BirthDate { get; init; }
        public string? Domain { get; init; }
        public string? Website { get; init; }

        public string? Of(string field) =>
            field switch
            {
                "name" => Name,
                "first_name" => FirstName,
                "last_name" => LastName,
                "email" => Email,
                "phone" => Phone,
                "company" => Company,
                "city" => City,
                "country" => Country,
                "birth_date" => BirthDate,
                "domain" => Domain,
                _ => Website,
            };
    }
}
