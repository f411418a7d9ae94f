using System.Globalization;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Rollout;

/// <summary>What must hold before a week is left for the next, each with its value and its target, counted from the audit.</summary>
internal static class Gates
{
    private const int Days = 7;

    /// <summary>The gates of the present week; none without a plan.</summary>
    public static async ValueTask<IReadOnlyList<GateShown>> Of(Reader reader, RolloutPlan plan)
    {
        if (!plan.Stands)
            return [];
        var seen = await Record.Of(reader, plan);
        var days = (long)(reader.Now - DateTimeOffset.FromUnixTimeMilliseconds(plan.Since ?? 0)).TotalDays;
        var errors = Most(
            "errors",
            Record.Percent(seen.Failed, seen.Calls),
            1,
            " %",
            "Share of calls that failed inside, not those that were refused."
        );
        var length = Least("days", days, Days, "", "A week is a week: what goes wrong on a Monday shows on a Monday.");
        return plan.Week switch
        {
            1 =>
            [
                length,
                Least("calls", seen.Calls, 50, "", "Fewer calls say nothing about the agent."),
                Most(
                    "refused",
                    Record.Percent(seen.Refused, seen.Calls),
                    20,
                    " %",
                    "An agent that is refused a lot does not know its tools yet."
                ),
                errors,
            ],
            2 =>
            [
                length,
                Least("creates", seen.Created, 10, "", "Fewer new records say nothing about duplicates."),
                Most(
                    "duplicates",
                    Record.Percent(seen.Duplicates, seen.Created + seen.Duplicates),
                    10,
                    " %",
                    "Share of attempts to create what exists: the agent must search first."
                ),
                Most(
                    "over_limit",
                    Record.Percent(seen.OverLimit, seen.Calls),
                    5,
                    " %",
                    "Share of calls over a limit: the agent works in bursts."
                ),
                Most("breaker", seen.Broken, 0, "", "Calls that met an open breaker: a tool failed repeatedly."),
                errors,
            ],
            3 =>
            [
                length,
                Least(
                    "decisions",
                    seen.Approved + seen.Rejected,
                    10,
                    "",
                    "Fewer decisions say nothing about what people think of its work."
                ),
                Least(
                    "approved",
                    Record.Percent(seen.Approved, seen.Approved + seen.Rejected),
                    90,
                    " %",
                    "Share of decisions that were yes."
                ),
                Most(
                    "decision_hours",
                    Hours(seen.Decision),
                    4,
                    " h",
                    "Half of the decisions came within this time: agents must not wait for days."
                ),
                Most("waiting", seen.Waiting, 20, "", "Calls that wait for a person now."),
                Most(
                    "duplicates",
                    Record.Percent(seen.Duplicates, seen.Created + seen.Duplicates),
                    5,
                    " %",
                    "Share of attempts to create what exists."
                ),
                errors,
            ],
            _ =>
            [
                length,
                Most("decision_hours", Hours(seen.Decision), 4, " h", "Half of the decisions came within this time."),
                Most("waiting", seen.Waiting, 20, "", "Calls that wait for a person now."),
                Most("breaker", seen.Broken, 0, "", "Calls that met an open breaker."),
                errors,
            ],
        };
    }

    private static decimal Hours(TimeSpan? took) => took is { } known ? Math.Round((decimal)known.TotalHours, 1) : 0;

    private static GateShown Least(string name, decimal value, decimal target, string unit, string says) =>
        new(name, Said(value, unit), $"at least {Said(target, unit)}", value >= target, says);

    private static GateShown Most(string name, decimal value, decimal target, string unit, string says) =>
        new(name, Said(value, unit), $"at most {Said(target, unit)}", value <= target, says);

    private static string Said(decimal value, string unit) => value.ToString("0.#", CultureInfo.InvariantCulture) + unit;
}
