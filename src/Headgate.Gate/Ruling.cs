namespace Headgate.Gate;

/// <summary>What comes of a call to which a policy applies.</summary>
public enum PolicyEffect
{
    /// <summary>It passes, even where another policy asks for a person; never where one denies.</summary>
    Allow,

    /// <summary>It passes, and the audit says so.</summary>
    LogOnly,

    /// <summary>Named fields or classes of the answer are masked.</summary>
    Mask,

    /// <summary>A person decides.</summary>
    RequireApproval,

    /// <summary>It is refused, whatever the other policies say.</summary>
    Deny,
}

/// <summary>What one policy says of a call. Policies that do not apply say nothing.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Hash">The version that was judged by.</param>
/// <param name="Effect">What comes of it.</param>
/// <param name="Message">Why, in the policy's own words.</param>
public sealed record Ruling(string Policy, string Hash, PolicyEffect Effect, string Message)
{
    /// <summary>Whether it only watches: nothing comes of it but a line in the audit.</summary>
    public bool Watches { get; init; }

    /// <summary>The fields and classes that it masks.</summary>
    public IReadOnlyList<string> Masks { get; init; } = [];

    /// <summary>Why the rule gave no answer; a rule without an answer denies.</summary>
    public string? Failure { get; init; }

    /// <summary>Its effect as it is written, for example <c>require_approval</c>.</summary>
    public string Word => Failure is null ? WordOf(Effect) : "failed";

    /// <summary>An effect as it is written.</summary>
    public static string WordOf(PolicyEffect effect) =>
        effect switch
        {
            PolicyEffect.LogOnly => "log_only",
            PolicyEffect.RequireApproval => "require_approval",
            _ => effect.ToString().ToLowerInvariant(),
        };
}
