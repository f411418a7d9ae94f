using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Breakers;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Limits;

/// <summary>The limits of agents and how they stand.</summary>
[Action(
    "limits.show",
    Scope.Admin,
    "Show the limits",
    "Shows the limits of agents, what one agent or all together have left, and the breakers that are open.",
    Offered = Offered.People
)]
public sealed class ShowLimits : Feature<ShowLimits.Input, ShowLimits.Output>
{
    public sealed record Input
    {
        [Says("Name or id; all together without"), Bounds(1, 80)]
        public string? Agent { get; init; }
    }

    public sealed record Output
    {
        public required MeasuresShown Measures { get; init; }
        public required IReadOnlyList<OpenBreaker> Breakers { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var rails = Guardrails.Read(row.Guardrails).InForce;
        var whose = call;
        if (input.Agent is { } name)
        {
            var agent =
                await reader.Word(
                    "SELECT id FROM agents WHERE tenant = @tenant AND (id = @agent OR name = @agent) ORDER BY status, id LIMIT 1",
                    ("agent", name)
                ) ?? throw new RefusedException(Refusal.NotFound("agent", name));
            whose = call with { By = call.By with { Agent = agent }, Run = null };
        }
        return Answer(
            new Output
            {
                Measures = MeasuresShown.Of(rails, await LimitShown.Of(reader, whose, rails.Limits)),
                Breakers = reader.Breakers?.Invoke() ?? [],
            },
            new RecordRef(row.Id, row.Version)
        );
    }
}
