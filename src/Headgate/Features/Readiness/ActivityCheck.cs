using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>Open opportunities about which nobody has logged anything for a month.</summary>
internal sealed class ActivityCheck() : Check("unlogged_activity")
{
    private const int Days = 30;

    public override async ValueTask<Seen> Look(Reader reader)
    {
        (string, object?)[] since = [("since", reader.Now - TimeSpan.FromDays(Days))];
        var open =
            $"FROM opportunities o WHERE o.tenant = @tenant AND o.status = 'open' AND o.merged_into IS NULL{reader.Visible("o.owner_id")}";
        // What was made since had no time to become silent.
        var silent = $"{open} AND o.created_at < @since AND (o.last_activity_at IS NULL OR o.last_activity_at < @since)";
        var count = await reader.Number($"SELECT COUNT(*) {silent}", since);
        if (count == 0)
            return new([]);
        var all = await reader.Number($"SELECT COUNT(*) {open}");
        return new([
            new()
            {
                Code = "unlogged_activity",
                Count = count,
                Says =
                    $"{Many(count, "open opportunity", "open opportunities")} of {all:#,0} {(count == 1 ? "has" : "have")} no activity logged in {Days} days.",
                Examples = await reader.All<string>($"SELECT o.id {silent} ORDER BY o.updated_at, o.id LIMIT {Few}", since),
                Why = "An agent takes silence in the record for silence in the deal, and its briefs and drafts start from nothing.",
                Fix =
                    "Log what happened with activities.log, plan what is next with tasks.create, or close it with opportunities.move_stage.",
            },
        ]);
    }
}
