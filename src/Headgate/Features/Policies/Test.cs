using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>What saving would find, and nothing is saved.</summary>
[Action(
    "policies.test",
    Scope.Admin,
    "Test a policy",
    "Checks a policy and tries it on its examples, without saving it.",
    Offered = Offered.People
)]
public sealed class Test : Feature<Save.Input, Test.Output>
{
    public sealed record Output
    {
        public required string Name { get; init; }
        public required string When { get; init; }
        public required string Effect { get; init; }

        /// <summary>How many examples hold; a policy whose examples do not is refused.</summary>
        public required long Examples { get; init; }
        public required string Hash { get; init; }
    }

    protected override ValueTask<Decision> Decide(Save.Input input, Call call, Reader reader)
    {
        var rule = Wording.Of(input);
        return new(
            Answer(
                new Output
                {
                    Name = rule.Name,
                    When = rule.When,
                    Effect = Ruling.WordOf(rule.Effect),
                    Examples = rule.Examples?.Count ?? 0,
                    Hash = PolicyRule.HashOf(rule.Write()),
                }
            )
        );
    }
}
