using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>What came in, and to whom it should go.</summary>
[Action(
    "prompts.inbound_triage",
    Scope.Read,
    "Inbound triage",
    "Triages what came in since a date: new leads and unanswered messages, each routed to a person with a reason.",
    Offered = Offered.Prompt
)]
public sealed class InboundTriage : Feature<InboundTriage.Input, PromptText>
{
    public sealed record Input
    {
        [Says("Default: 24 hours ago"), Moment]
        public string? Since { get; init; }
    }

    private sealed class Lead
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string? Title { get; init; }
        public string? Company { get; init; }
        public string? Region { get; init; }
        public string? Country { get; init; }
        public string? Source { get; init; }
        public string Status { get; init; } = "";
        public long? Score { get; init; }
        public string? Owner { get; init; }
        public string? Description { get; init; }
        public string Provenance { get; init; } = "";
        public long CreatedAt { get; init; }
    }

    private sealed class Rep
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Title { get; init; }
        public string? Team { get; init; }
        public string? Region { get; init; }
        public long Deals { get; init; }
        public long Leads { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var since = call.Moment(input.Since) ?? call.At.AddDays(-1);
        var threads = await Threads.Waiting(reader, since, 30);
        var leads = await Leads(reader, since);
        var reps = await Reps(reader);
        var sheet = Sheet.Of(
            reader,
            "Triage what came in. For each item say how urgent it is, what kind it is (interested, objection, not now, referral, unsubscribe, spam, other), "
                + "to whom it should go and why (account owner first, then region and team, then the lightest load), and the next step. "
                + "Propose assignments and tasks; assign and send nothing until the person agrees."
        );
        sheet
            .Section($"New leads since {sheet.Time(since.ToUnixTimeMilliseconds())}")
            .Table(
                "None.",
                ["lead", "title", "company", "place", "source", "status", "score", "owner", "came"],
                leads.Select(l =>
                    new[]
                    {
                        $"{Cells.Of(l.Name)} ({l.Id})",
                        Cells.Of(l.Title),
                        Cells.Of(l.Company),
                        Cells.Of(string.Join(", ", new[] { l.Region, l.Country }.Where(p => p is not null))),
                        Cells.Of(l.Source),
                        Cells.Of(l.Status),
                        l.Score?.ToString(),
                        Cells.Of(l.Owner ?? "nobody"),
                        sheet.Time(l.CreatedAt),
                    }
                )
            )
            .Section("Messages waiting for an answer")
            .Table(
                "None.",
                ["conversation", "channel", "contact", "lifecycle", "account", "owner", "since"],
                threads.Select(t =>
                    new[]
                    {
                        t.Id,
                        t.Channel,
                        t.Contact is null ? "unknown" : $"{Cells.Of(t.Contact)} ({t.ContactId})",
                        Cells.Of($"{t.Lifecycle} {t.ContactStatus}".Trim()),
                        Cells.Of(t.Account),
                        Cells.Of(t.Owner ?? "nobody"),
                        sheet.Time(t.LastAt),
                    }
                )
            )
            .Section("People to route to")
            .Table(
                "Nobody.",
                ["person", "title", "team", "region", "open deals", "open leads"],
                reps.Select(r =>
                    new[]
                    {
                        $"{Cells.Of(r.Name)} ({r.Id})",
                        Cells.Of(r.Title),
                        Cells.Of(r.Team),
                        Cells.Of(r.Region),
                        $"{r.Deals}",
                        $"{r.Leads}",
                    }
                )
            )
            .Section("What they wrote", confidential: true)
            .Table(
                "Nothing.",
                ["from", "text"],
                threads
                    .Select(t => new[] { t.Id, Sheet.Written($"{t.Subject}: {t.Body}", t.Writer, 600) })
                    .Concat(
                        leads
                            .Where(l => l.Description is not null)
                            .Select(l => new[] { l.Id, Sheet.Written(l.Description, l.Provenance, 600) })
                    )
            );
        return Answer(
            sheet.Done($"Inbound: {leads.Count} new leads, {threads.Count} messages waiting"),
            leads.Select(l => new RecordRef(l.Id, l.Version)).Concat(threads.Select(t => t.Ref))
        );
    }

    private static ValueTask<List<Lead>> Leads(Reader reader, DateTimeOffset since) =>
        reader.All<Lead>(
            "SELECT c.id, c.version, c.name, c.title, COALESCE(a.name, c.company) AS company, c.region, c.country, c.source, c.status, c.score, "
                + "u.name AS owner, c.description, c.provenance, c.created_at FROM contacts c "
                + "LEFT JOIN accounts a ON a.tenant = c.tenant AND a.id = c.account_id LEFT JOIN users u ON u.tenant = c.tenant AND u.id = c.owner_id "
                + $"WHERE c.tenant = @tenant AND c.lifecycle = 'lead' AND c.created_at >= @since AND c.merged_into IS NULL{reader.Visible("c.owner_id")} "
                + "ORDER BY c.created_at DESC, c.id LIMIT 40",
            ("since", since)
        );

    private static ValueTask<List<Rep>> Reps(Reader reader) =>
        reader.All<Rep>(
            "SELECT u.id, u.name, u.title, t.name AS team, t.region, "
                + "(SELECT COUNT(*) FROM opportunities o WHERE o.tenant = u.tenant AND o.owner_id = u.id AND o.status = 'open') AS deals, "
                + "(SELECT COUNT(*) FROM contacts c WHERE c.tenant = u.tenant AND c.owner_id = u.id AND c.lifecycle = 'lead' AND c.merged_into IS NULL) AS leads "
                + "FROM users u LEFT JOIN teams t ON t.tenant = u.tenant AND t.id = u.team_id "
                + $"WHERE u.tenant = @tenant AND u.status = 'active' AND u.role = 'rep'{reader.Visible("u.id")} ORDER BY u.name, u.id LIMIT 60"
        );
}
