using Headgate.Gate;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>The forms that policies can be made of.</summary>
[Action(
    "policies.templates",
    Scope.Admin,
    "List policy templates",
    "Lists the forms that policies can be made of: what each does and what is filled in.",
    Offered = Offered.People
)]
public sealed class Templates : Feature<Templates.Input, Templates.Output>
{
    public sealed record Input;

    public sealed record Output
    {
        public required IReadOnlyList<TemplateShown> Templates { get; init; }
    }

    public sealed record TemplateShown
    {
        public required string Name { get; init; }
        public required string Says { get; init; }
        public required IReadOnlyList<BlankShown> Fill { get; init; }
    }

    public sealed record BlankShown
    {
        public required string Name { get; init; }
        public required string Says { get; init; }
        public string? Usual { get; init; }
    }

    protected override ValueTask<Decision> Decide(Input input, Call call, Reader reader) =>
        new(
            Answer(
                new Output
                {
                    Templates =
                    [
                        .. PolicyTemplates.All.Select(t => new TemplateShown
                        {
                            Name = t.Name,
                            Says = t.Says,
                            Fill =
                            [
                                .. t.Blanks.Select(b => new BlankShown
                                {
                                    Name = b.Name,
                                    Says = b.Says,
                                    Usual = b.Usual is "" ? null : b.Usual?.ToString(),
                                }),
                            ],
                        }),
                    ],
                }
            )
        );
}
