namespace Headgate.Gate.Tests.Doubles;

/// <summary>What people have said before, as a test has it: nothing until it says so.</summary>
public sealed class PeoplesWords : ApprovalFacts
{
    /// <summary>To whom somebody has written, as <c>channel to</c>.</summary>
    public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

    /// <summary>Standing approvals by <c>action code</c>.</summary>
    public Dictionary<string, string> Stands { get; } = new(StringComparer.Ordinal);

    /// <summary>Held calls that have been decided.</summary>
    public HashSet<string> Decided { get; } = new(StringComparer.Ordinal);

    /// <summary>What people said no to, by the action.</summary>
    public Dictionary<string, IReadOnlyList<Rejection>> Rejected { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <inheritdoc/>
    public override ValueTask<bool> HasWrittenTo(string tenant, string channel, string to, CancellationToken cancel)
    {
        Asked.Add($"written {tenant} {channel} {to}");
        return new(Written.Contains($"{channel} {to}"));
    }

    /// <inheritdoc/>
    public override ValueTask<string?> Standing(Principal by, string action, string code, DateTimeOffset now, CancellationToken cancel)
    {
        Asked.Add($"standing {by.Actor} {action} {code}");
        return new(Stands.GetValueOrDefault($"{action} {code}"));
    }

    /// <inheritdoc/>
    public override ValueTask<bool> IsPending(string tenant, string approval, DateTimeOffset now, CancellationToken cancel)
    {
        Asked.Add($"pending {tenant} {approval}");
        return new(!Decided.Contains(approval));
    }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Rejection>> Rejections(
        Principal by,
        string action,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        Asked.Add($"rejections {by.Actor} {action}");
        return new(Rejected.GetValueOrDefault(action) ?? []);
    }
}
