using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Rollout;

/// <summary>What the audit and the approvals say of a week: how agents called, what was refused and why, what waited for people.</summary>
internal sealed class Record
{
    private const int MostApprovals = 2_000;

    private static readonly string[] Errors = ["action.failed", "guard.failed", "store.unavailable"];

    private readonly List<Counted> _calls;
    private readonly List<Decided> _approvals;

    private Record(List<Counted> calls, List<Decided> approvals) => (_calls, _approvals) = (calls, approvals);

    public long Calls => Sum(_ => true);
    public long Refused => Sum(c => c.Ended == "refused");
    public long Failed => Sum(c => c.Code is { } code && (Errors.Contains(code) || code.StartsWith("provider.", StringComparison.Ordinal)));
    public long Created => Sum(c => c.Ended == "done" && IsCreate(c.Action));
    public long Duplicates => Sum(c => c.Code is "dedupe.exists" or "dedupe.pending");
    public long OverLimit => Sum(c => c.Code?.StartsWith("limits.", StringComparison.Ordinal) == true);
    public long Broken => Sum(c => c.Code == "breaker.open");
    public long Waiting => _approvals.Count(a => a.Status == "pending");
    public long Rejected => _approvals.Count(a => a.Status == "rejected");
    public long Approved => _approvals.Count(a => a.Status is "approved" or "executed" or "failed" or "superseded");

    /// <summary>Half of the decisions took no longer; nothing when there was none.</summary>
    public TimeSpan? Decision
    {
        get
        {
            var took = _approvals.Where(a => a.DecidedAt is not null).Select(a => a.DecidedAt!.Value - a.CreatedAt).Order().ToList();
            return took.Count == 0 ? null : TimeSpan.FromMilliseconds(took[took.Count / 2]);
        }
    }

    /// <summary>How a share of a part reads, in per cent.</summary>
    public static decimal Percent(long part, long of) => of == 0 ? 0 : Math.Round(part * 100m / of, 1);

    /// <summary>What happened since the week began, by the plan's agent, or by all agents from the third week on.</summary>
    public static async ValueTask<Record> Of(Reader reader, RolloutPlan plan)
    {
        var since = plan.Since ?? 0;
        var isOne = plan.Week is 1 or 2;
        var calls = await reader.All<Counted>(
            "SELECT e.action, e.ended, e.code, COUNT(*) AS calls FROM audit_events e WHERE e.tenant = @tenant AND e.at >= @since "
                + (isOne ? "AND e.actor = @agent" : "AND e.actor >= 'agt_' AND e.actor < 'agt`'")
                + " GROUP BY e.action, e.ended, e.code",
            isOne ? [("since", since), ("agent", plan.Agent)] : [("since", since)]
        );
        var approvals = await reader.All<Decided>(
            $"SELECT status, created_at, decided_at FROM approvals WHERE tenant = @tenant AND created_at >= @since AND agent_id IS NOT NULL ORDER BY seq DESC LIMIT {MostApprovals}",
            ("since", since)
        );
        return new(calls, approvals);
    }

    private static bool IsCreate(string action) => action.EndsWith(".create", StringComparison.Ordinal) || action == "activities.log";

    private long Sum(Func<Counted, bool> which) => _calls.Where(which).Sum(c => c.Calls);

    private sealed class Counted
    {
        public string Action { get; init; } = "";
        public string Ended { get; init; } = "";
        public string? Code { get; init; }
        public long Calls { get; init; }
    }

    private sealed class Decided
    {
        public string Status { get; init; } = "";
        public long CreatedAt { get; init; }
        public long? DecidedAt { get; init; }
    }
}
