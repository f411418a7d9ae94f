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
    }
}
