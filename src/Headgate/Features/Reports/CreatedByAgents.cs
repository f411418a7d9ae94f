using System.Text.Json;
using Headgate.Features.Accounts;
using Headgate.Features.Activities;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Tasks;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>How much of the CRM agents write.</summary>
internal sealed class CreatedByAgents()
    : Report(
        "created_vs_agent",
        "Created by agents",
        "Records created in the period by agents, by people, and by imports, forms and mail; and the agents' share.",
        "the last 30 days"
    )
{
    private static readonly (RecordKind Kind, string Owner)[] Kinds =
    [
        (Account.Kind, "r.owner_id"),
        (Contact.Kind, "r.owner_id"),
        (Opportunity.Kind, "r.owner_id"),
        (CrmTask.Kind, "r.owner_id"),
        (Notes.Note.Kind, "r.author_id"),
        (Activity.Kind, "r.user_id"),
    ];

    private sealed class Counted
    {
        public long Total { get; init; }
        public long? Agents { get; init; }
        public long? People { get; init; }
    }

    internal override ReportPeriod Unless(ReportClock clock) => clock.Days(30);

    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var rows = new List<IReadOnlyList<JsonElement>>();
        foreach (var (kind, owner) in Kinds)
        {
            var counted = await reader.First<Counted>(
                "SELECT COUNT(*) AS total, CAST(SUM(CASE WHEN r.provenance = 'agent' THEN 1 ELSE 0 END) AS BIGINT) AS agents, "
                    + "CAST(SUM(CASE WHEN r.provenance = 'person' THEN 1 ELSE 0 END) AS BIGINT) AS people "
                    + $"FROM {kind.Table} r WHERE r.tenant = @tenant AND r.created_at >= @since AND r.created_at < @until{reader.Visible(owner)}",
                ("since", period.From),
                ("until", period.To)
            );
            var (total, agents, people) = (counted!.Total, counted.Agents ?? 0, counted.People ?? 0);
            rows.Add(Row(kind.Name, total, agents, people, total - agents - people, Share(agents, total)));
        }
        return new(["record", "created", "by_agents", "by_people", "otherwise", "agents_percent"], rows);
    }
}
