namespace Headgate.Gate.Grounds;

/// <summary>What a person is asked for, and what people have said to it.</summary>
public sealed record ApprovalGround
{
    /// <summary>The approval that the call comes with.</summary>
    public string? Approval { get; init; }

    /// <summary>What of the plan the approval list names.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>Who gave the approval.</summary>
    public string? By { get; init; }

    /// <summary>Whether each one is asked for, whatever stands.</summary>
    public bool EachOne { get; init; }

    /// <summary>Whether that person changed the call.</summary>
    public bool Edited { get; init; }

    /// <summary>Whether it has waited for room in a limit for longer than an approval is good.</summary>
    public bool Late { get; init; }

    /// <summary>Whether the plan is another one than the person saw.</summary>
    public bool OtherPlan { get; init; }

    /// <summary>The reasons that the person saw; nothing when they are not known.</summary>
    public IReadOnlyList<string>? Seen { get; init; }

    /// <summary>The standing approvals, by what they cover.</summary>
    public SortedDictionary<string, string>? Standing { get; init; }

    /// <summary>The word on the call.</summary>
    public string OfCall() => Late ? "approval.expired" : Said.Pass;

    /// <summary>The codes that hold the plan beside what other guards asked for.</summary>
    public IEnumerable<string> Holds()
    {
        foreach (var code in Asked ?? [])
            if (EachOne || ApprovalList.IsAlways(code) || Standing?.ContainsKey(code) != true)
                yield return code;
        if (Edited)
            yield return "approval.edited";
    }

    /// <summary>The word on the plan, by all that holds it: who approved it, that it is held, or nothing.</summary>
    public string? OfPlan(IReadOnlyCollection<string> holds, bool dryRun) =>
        holds.Count == 0 ? null
        : Approval is not null && !OtherPlan && holds.All(h => Seen?.Contains(h) != false) ? Approved(By)
        // A dry run goes on to say what would wait.
        : dryRun ? null
        : Said.Held;

    /// <summary>What is said of a call that a person approved.</summary>
    public static string Approved(string? by) => $"approved by {by}";
}
