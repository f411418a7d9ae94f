using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>Who did how much of what.</summary>
internal sealed class ActivityByRep()
    : Report(
        "activity",
        "Activity per rep",
        "Calls, e-mails, meetings, texts and visits per rep, the least active first.",
        "the last 7 days"
    )
{
    private static readonly string[] Kinds = ["call", "email", "meeting", "sms", "visit", "other"];

    private sealed class Counted
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public string? Kind { get; init; }
        public long Count { get; init; }
    }

    internal override ReportPeriod Unless(ReportClock clock) => clock.Days(7);

    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var rows = await reader.All<Counted>(
            "SELECT u.id, u.name, u.role, a.kind, COUNT(a.id) AS count FROM users u "
                + "LEFT JOIN activities a ON a.tenant = u.tenant AND a.user_id = u.id AND a.at >= @since AND a.at < @until "
                + $"WHERE u.tenant = @tenant AND u.status = 'active'{reader.Visible("u.id")} GROUP BY u.id, u.name, u.role, a.kind",
            ("since", period.From),
            ("until", period.To)
        );
        return new(
            ["rep", .. Kinds, "total"],
            [
                .. rows.GroupBy(r => r.Id, StringComparer.Ordinal)
                    .Select(g => (Rep: g.First(), All: g.ToList(), Total: g.Sum(r => r.Count)))
                    .Where(r => r.Rep.Role == "rep" || r.Total > 0)
                    .OrderBy(r => r.Total)
                    .ThenBy(r => r.Rep.Name, StringComparer.Ordinal)
                    .Select(r => Row([r.Rep.Name, .. Kinds.Select(k => (object)Of(r.All, k)), r.Total])),
            ]
        );
    }

    private static long Of(List<Counted> rows, string kind) =>
        rows.Where(r => r.Kind == kind || (kind == "other" && r.Kind is not null && !Kinds.Contains(r.Kind))).Sum(r => r.Count);
}
