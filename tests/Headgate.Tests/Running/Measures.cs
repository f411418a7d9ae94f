using Headgate.Gate.Limits;

namespace Headgate.Tests.Running;

/// <summary>Measures under which nothing waits for a person: what a test opens that is about something else.</summary>
internal static class Measures
{
    /// <summary>The arguments of <c>approvals.configure</c>.</summary>
    public static readonly object NothingWaits = new
    {
        email = "never",
        sms = "never",
        calls = "never",
        contacts = false,
        leads = false,
        stage_moves = false,
        owner_changes = false,
        documents = false,
        every_write = false,
    };

    /// <summary>The arguments of <c>limits.set</c>: more than any test does.</summary>
    public static readonly object NothingIsLimited = new
    {
        limits = LimitList.All.Where(l => l.Golden is not null).Select(l => new { name = l.Name, most = 1_000_000_000L }).ToList(),
    };

    /// <summary>The arguments of <c>policies.disable</c>: agents move opportunities that nobody logged anything with.</summary>
    public static readonly object StagesMoveFreely = new { name = "activity_before_stage_move" };

    /// <summary>All of them, with the actions that set them.</summary>
    public static IEnumerable<(string Action, object Measures)> All =>
        [("approvals.configure", NothingWaits), ("limits.set", NothingIsLimited), ("policies.disable", StagesMoveFreely)];
}
