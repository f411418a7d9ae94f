namespace Headgate.Gate;

/// <summary>What the approval guard and dedupe need to know of held calls and people's words. Without a store nobody has said anything.</summary>
public class ApprovalFacts
{
    /// <summary>Whether anybody of the organisation has written to that domain, or called that number, before.</summary>
    public virtual ValueTask<bool> HasWrittenTo(string tenant, string channel, string to, CancellationToken cancel) => new(false);

    /// <summary>A person's word that lets this agent's calls of the action pass without asking, for a time: its id.</summary>
    public virtual ValueTask<string?> Standing(Principal by, string action, string code, DateTimeOffset now, CancellationToken cancel) =>
        new((string?)null);

    /// <summary>Whether that held call still waits.</summary>
    public virtual ValueTask<bool> IsPending(string tenant, string approval, DateTimeOffset now, CancellationToken cancel) => new(true);

    /// <summary>What people said no to in the agent's latest calls of the action.</summary>
    public virtual ValueTask<IReadOnlyList<Rejection>> Rejections(
        Principal by,
        string action,
        DateTimeOffset now,
        CancellationToken cancel
    ) => new([]);
}
