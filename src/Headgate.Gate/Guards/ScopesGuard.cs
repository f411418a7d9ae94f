namespace Headgate.Gate.Guards;

/// <summary>Lets pass who was granted the action: scope, toolset, single actions, expiry; and whoever's plan sends, only with the scope to send.</summary>
public sealed class ScopesGuard(TimeProvider time) : Guard
{
    /// <inheritdoc/>
    public override string Name => "scopes";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        var by = passage.Call.By;
        var action = passage.Action;
        if (by.Expires <= time.GetUtcNow())
            return Refuse("scopes.expired", "The grant has expired.", "Ask the person who made it for a new one.");
        if (action.Offered == Offered.People && !by.IsPerson)
            return Refuse(
                "scopes.person_only",
                $"{action.Id} is for a person; no agent can be granted it.",
                "Ask the person whom you act for to do it."
            );
        var has = by.Scopes & Principal.CeilingOf(by.Role);
        if (!has.HasFlag(action.Scope))
            return Refuse(
                "scopes.missing",
                $"{action.Id} needs {action.Scope.Text()}; this grant has {(has == Scope.None ? "no scope" : has.Text())}.",
                $"Ask for a grant with {action.Scope.Text()}, or use another tool."
            );
        if (OnlyLooks(by, action))
            return Refuse("scopes.role", "An auditor reads and changes nothing.", "Ask an administrator to make this change.");
        if (!by.IsPerson && action.Toolset != ActionSpec.Core && !by.Toolsets.Contains(action.Toolset))
            return Refuse(
                "scopes.toolset",
                $"{action.Id} is in the toolset {action.Toolset}, which this grant does not have.",
                $"Ask for a grant with the toolset {action.Toolset}."
            );
        if (by.Only is { } only && !only.Contains(action.Id))
            return Refuse("scopes.tool", $"This grant names its tools one by one, without {action.Id}.", "Ask for a grant that names it.");
        return new(Verdict.Pass);
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var by = passage.Call.By;
        if (passage.Decision!.Plan.Messages.Count > 0 && !(by.Scopes & Principal.CeilingOf(by.Role)).HasFlag(Scope.Comms))
            return Refuse("scopes.missing", "This would send to somebody, which needs mcp:comms.", "Ask for a grant with mcp:comms.");
        return new(Verdict.Pass);
    }

    /// <summary>Whether a grant shows an action in its list; the same rules as the judgement.</summary>
    public static bool Shows(Principal by, ActionSpec action) =>
        (by.IsPerson || action.Offered != Offered.People)
        && (by.Scopes & Principal.CeilingOf(by.Role)).HasFlag(action.Scope)
        && (by.IsPerson || action.Toolset == ActionSpec.Core || by.Toolsets.Contains(action.Toolset))
        && !OnlyLooks(by, action)
        && by.Only?.Contains(action.Id) != false;

    // Signing in and out needs no scope, and is nobody's record.
    private static bool OnlyLooks(Principal by, ActionSpec action) =>
        by.Role == Role.Auditor && action.Effect != Effect.Read && action.Scope != Scope.None;

    private static ValueTask<Verdict> Refuse(string code, string why, string next) => new(Verdict.Refuse(new(code, why, next)));
}
