using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>Accounts against the ideal customer, with what a first touch could say.</summary>
[Action(
    "prompts.icp_match_ranking",
    Scope.Read,
    "ICP match ranking",
    "Ranks accounts without an open deal by how well they match the ideal customer, with a first-touch angle each.",
    Offered = Offered.Prompt
)]
public sealed class IcpMatchRanking : Feature<IcpMatchRanking.Input, PromptText>
{
    // What is looked at: the accounts that changed last. More would cost more than it finds.
    private const int Looked = 1000;

    public sealed record Input
    {
        [Says("In words; default the organisation's"), Bounds(1, 5000)]
        public string? Icp { get; init; }

        [Says("Default 20"), Bounds(1, 100)]
        public int? Top { get; init; }
    }

    private sealed class Candidate
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string? Industry { get; init; }
        public string? Region { get; init; }
        public string? City { get; init; }
        public string? Country { get; init; }
        public long? Employees { get; init; }
        public long? RevenueMinor { get; init; }
        public string? Currency { get; init; }
        public long? Founded { get; init; }
        public string? Description { get; init; }
        public string Provenance { get; init; } = "";
        public long? LastActivityAt { get; init; }
        public string? Owner { get; init; }
        public long People { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var icp = input.Icp ?? (await OrganisationRow.Own(reader)).Icp;
        if (string.IsNullOrWhiteSpace(icp))
            throw new RefusedException(
                new("icp.missing", "The organisation has not said who its ideal customer is.", "Give icp, or set it with org_update.")
                {
                    Field = "icp",
                }
            );
        var candidates = await reader.All<Candidate>(
            "SELECT a.id, a.version, a.name, a.industry, a.region, a.city, a.country, a.employees, a.revenue_minor, a.currency, a.founded, a.description, "
                + "a.provenance, a.last_activity_at, u.name AS owner, "
                + "(SELECT COUNT(*) FROM contacts c WHERE c.tenant = a.tenant AND c.account_id = a.id AND c.merged_into IS NULL) AS people "
                + "FROM accounts a LEFT JOIN users u ON u.tenant = a.tenant AND u.id = a.owner_id WHERE a.tenant = @tenant AND a.merged_into IS NULL "
                + "AND NOT EXISTS (SELECT 1 FROM opportunities o WHERE o.tenant = a.tenant AND o.account_id = a.id AND o.status = 'open')"
                + $"{reader.Visible("a.owner_id")} ORDER BY a.updated_at DESC, a.id DESC LIMIT {Looked}"
        );
        var wanted = Words.Of(icp).Where(w => w.Length > 2).ToHashSet(StringComparer.Ordinal);
        var best = candidates
            .Select(c => (Account: c, Score: Score(c, wanted)))
            .OrderByDescending(c => c.Score)
            .ThenByDescending(c => c.Account.LastActivityAt ?? 0)
            .ThenBy(c => c.Account.Id, StringComparer.Ordinal)
            .Take(input.Top ?? 20)
            .ToList();
        var sheet = Sheet.Of(
            reader,
            "Rank these accounts by how well they match the ideal customer profile. For each give a score from 0 to 100, the facts that speak for and against, "
                + "and one first-touch angle built on a fact in the table. Say where a fact is missing rather than guess. Contact nobody."
        );
        sheet
            .Section("Ideal customer profile")
            .Line(Cells.Of(icp, 5000))
            .Section($"Accounts without an open deal: the {best.Count} nearest by words, of {candidates.Count} looked at")
            .Table(
                "None.",
                ["account", "industry", "place", "employees", "revenue", "founded", "contacts", "last activity", "owner", "description"],
                best.Select(b => Row(sheet, b.Account))
            );
        return Answer(
            sheet.Done($"{best.Count} accounts against the ideal customer"),
            best.Select(b => new RecordRef(b.Account.Id, b.Account.Version))
        );
    }

    // Words in industry and place say more than words in a description; the model judges, this only chooses whom it sees.
    private static int Score(Candidate account, HashSet<string> wanted) =>
        (3 * Words.Of(account.Industry).Count(wanted.Contains))
        + (2 * Words.Of(account.Region, account.City, account.Country).Count(wanted.Contains))
        + Math.Min(5, Words.Of(account.Description).Count(wanted.Contains))
        + (account.People > 0 ? 1 : 0);

    private static IReadOnlyList<string?> Row(Sheet sheet, Candidate account) =>
        [
            $"{Cells.Of(account.Name, 60)} ({account.Id})",
            Cells.Of(account.Industry),
            Cells.Of(string.Join(", ", new[] { account.City, account.Region, account.Country }.Where(p => p is not null))),
            account.Employees?.ToString(),
            Sheet.Cash(account.RevenueMinor, account.Currency),
            account.Founded?.ToString(),
            account.People.ToString(),
            account.LastActivityAt is { } at ? sheet.Day(at) : "none",
            Cells.Of(account.Owner),
            Sheet.Written(account.Description, account.Provenance, 160),
        ];
}
