using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>A policy judges from now on, or watches.</summary>
[Action(
    "policies.enable",
    Scope.Admin,
    "Turn a policy on",
    "Turns a policy on, or lets it only watch and write to the audit.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Enable : Feature<Enable.Input, Enable.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 40)]
        public required string Name { get; init; }

        [OneOf("on", "log_only")]
        public string? Mode { get; init; }
    }

    public sealed record Output
    {
        public required PolicyShown Policy { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var (plan, shown) = await InForce.Set(reader, call, input.Name, input.Mode ?? Policy.On);
        return Answer(new Output { Policy = shown }, plan, new RecordRef(shown.Id, shown.Version));
    }
}
