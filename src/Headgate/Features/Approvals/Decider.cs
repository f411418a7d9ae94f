using Headgate.Features.Users;
using Headgate.Gate;

namespace Headgate.Features.Approvals;

/// <summary>Who may decide on a held call: a person who did not ask for it, and whose role could do it.</summary>
internal static class Decider
{
    /// <summary>Refuses whoever may not decide.</summary>
    /// <exception cref="RefusedException">The caller asked for it, or may only look.</exception>
    public static void Check(ApprovalRow row, Call call)
    {
        if (!call.By.IsPerson)
            throw new RefusedException(new("approval.person_only", "Only a person decides.", "Ask the person whom you act for."));
        if (row.AgentId is null && row.PersonId == call.By.Person)
            throw new RefusedException(
                new("approval.own", "Nobody approves what they asked for themselves.", "Ask a colleague.") { Record = row.Id }
            );
        if (row.AgentId is null)
            Hands.NeedOther(call, row.PersonId);
    }

    /// <summary>Refuses a decision about another plan than the one that waits.</summary>
    /// <exception cref="RefusedException">It would do something else than what was seen.</exception>
    public static void Check(ApprovalRow row, string seen)
    {
        if (row.PlanHash != seen)
            throw new RefusedException(
                new("approval.other_plan", $"{row.Id} would do something else than what was seen.", "Look at the plan and decide again.")
                {
                    Record = row.Id,
                }
            );
    }
}
