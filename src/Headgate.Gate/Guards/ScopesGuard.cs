using Headgate.Gate.Grounds;

namespace Headgate.Gate.Guards;

/// <summary>Lets pass who was granted the action: scope, toolset, single actions, expiry; and whoever's plan sends, only with the scope to send.</summary>
public sealed class ScopesGuard(TimeProvider time) : Guard
{
    /// <inheritdoc/>
    public override string Name => "scopes";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        var (by, action) = (passage.Call.By, passage.Action);
        var ground = passage.Basis.Scopes = ScopesGround.Of(by, action, time.GetUtcNow());
        return ground.OfCall() switch
        {
            Said.Pass => new(Verdict.Pass),
            "scopes.expired" => Refuse("scopes.expired", "The grant has expired.", "Ask the person who made it for a new one."),
            "scopes.person_only" => Refuse(
                "scopes.person_only",
                $"{action.Id} is for a person; no agent can be granted it.",
                "Ask the person whom you act for to do it."
            ),
            "scopes.role" => Refuse("scopes.role", "An auditor reads and changes nothing.", "Ask an administrator to make this change."),
            "scopes.toolset" => Refuse(
                "scopes.toolset",
                $"{action.Id} is in the toolset {action.Toolset}, which this grant does not have.",
                $"Ask for a grant with the toolset {action.Toolset}."
            ),
            "scopes.tool" => Refuse(
                "scopes.tool",
                $"This grant names its tools one by one, without {action.Id}.",
                "Ask for a grant that names it."
            ),
            _ => Missing(by, action),
        };
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        if (passage.Decision!.Plan.Messages.Count == 0)
            return new(Verdict.Pass);
        // A plan may be judged without its call, by tests alone.
        var ground = passage.Basis.Scopes ?? ScopesGround.Of(passage.Call.By, passage.Action, time.GetUtcNow());
        passage.Basis.Scopes = ground = ground with { Sends = true };
        return ground.OfPlan() is not null
            ? Refuse("scopes.missing", "This would send to somebody, which needs mcp:comms.", "Ask for a grant with mcp:comms.")
            : new(Verdict.Pass);
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

    private static ValueTask<Verdict> Missing(Principal by, ActionSpec action)
    {
        var has = by.Scopes & Principal.CeilingOf(by.Role);
        return Refuse(
            "scopes.missing",
            $"{action.Id} needs {action.Scope.Text()}; this grant has {(has == Scope.None ? "no scope" : has.Text())}.",
            $"Ask for a grant with {action.Scope.Text()}, or use another tool."
        );
    }

    private static ValueTask<Verdict> Refuse(string code, string why, string next) => new(Verdict.Refuse(new(code, why, next)));
}
