using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>
/// What a rule would have done to the writes and sends of a period, on what was recorded of them. History is read as it was then; what was not recorded
/// otherwise is read as it is now, and such calls are counted as estimated.
/// </summary>
[Action(
    "policies.backtest",
    Scope.Admin,
    "Backtest a policy",
    "Shows what a policy, or a rule in CEL, would have done to the recorded writes and sends of a period.",
    Toolset = "approvals"
)]
public sealed class Backtest : Feature<Backtest.Input, Backtest.Output>
{
    private const int Days = 30;

    public sealed record Input
    {
        [Says("A saved policy, by name"), Bounds(1, 40)]
        public string? Policy { get; init; }

        [Says("Or a rule, in CEL"), Bounds(1, 4000)]
        public string? When { get; init; }

        [Says("Of the rule; default deny"), OneOf("allow", "log_only", "mask", "require_approval", "deny")]
        public string? Effect { get; init; }

        [OneOf("agents", "everyone")]
        public string? AppliesTo { get; init; }

        [Says("Default 30 days ago"), Moment]
        public string? From { get; init; }

        [Says("Default now"), Moment]
        public string? To { get; init; }

        [Says("How many calls are shown"), Bounds(0, 1000)]
        public int? Limit { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string From { get; init; }
        public required string To { get; init; }

        /// <summary>How many calls the policy would have been asked about.</summary>
        public required long Asked { get; init; }
        public required long Denied { get; init; }
        public required long Held { get; init; }
        public required long Masked { get; init; }

        /// <summary>Allowed or only logged.</summary>
        public required long Noted { get; init; }

        /// <summary>Denied because the rule gave no answer.</summary>
        public required long Failed { get; init; }

        /// <summary>Those of them that were done at the time.</summary>
        public required long WereDone { get; init; }

        /// <summary>Judged on a fact as it is now.</summary>
        public required long Estimated { get; init; }

        /// <summary>Not judged, since somebody in it was erased.</summary>
        public required long Erased { get; init; }

        /// <summary>The newest of them.</summary>
        public required IReadOnlyList<CallShown> Calls { get; init; }
    }

    public sealed record CallShown
    {
        public required string Event { get; init; }
        public required string At { get; init; }
        public required string Action { get; init; }
        public required string Actor { get; init; }
        public required string Ended { get; init; }
        public required string Would { get; init; }
        public string? Why { get; init; }
        public bool? Estimated { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var rule = await RuleOf(input, reader);
        var to = call.Moment(input.To) ?? call.At;
        var from = call.Moment(input.From) ?? to.AddDays(-Days);
        if (from >= to)
            throw new RefusedException(Refusal.Input("from", "an instant before to", Moments.Iso(from)));
        var trial = new Trial(rule, input.Limit ?? 20);
        var recorded = reader.Recorded();
        await foreach (var (one, sight) in recorded.Between(from, to))
            await trial.Judge(one, sight, recorded.Facts);
        return Answer(trial.Told(from, to));
    }

    private static async ValueTask<PolicyRule> RuleOf(Input input, Reader reader)
    {
        if (input.Policy is null == input.When is null)
            throw new RefusedException(Refusal.Input("policy", "a policy or a rule, one of them", input.When is null ? "nothing" : "both"));
        if (input.Policy is { } name)
            return (await PolicyRow.Need(reader, "policy", name)).Rule;
        if (PolicyLanguage.Compile(input.When!) is { Ok: false } wrong)
            throw new RefusedException(
                new("policies.not_a_rule", $"when: {wrong.Errors[0]}", "Correct the rule; docs/how/policies.md says what it may name.")
                {
                    Field = "when",
                }
            );
        return new()
        {
            Name = "trial",
            When = input.When!,
            Effect = Enum.Parse<PolicyEffect>((input.Effect ?? "deny").Replace("_", ""), ignoreCase: true),
            Message = "",
            Everyone = input.AppliesTo == "everyone",
        };
    }
}
