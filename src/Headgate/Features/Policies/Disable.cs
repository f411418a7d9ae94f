using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>A policy judges no more.</summary>
[Action(
    "policies.disable",
    Scope.Admin,
    "Turn a policy off",
    "Turns a policy off: it judges nothing until it is turned on again.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Disable : Feature<Disable.Input, Disable.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 40)]
        public required string Name { get; init; }
    }

    public sealed record Output
    {
        public required PolicyShown Policy { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var (plan, shown) = await InForce.Set(reader, call, input.Name, Policy.Off);
        return Answer(new Output { Policy = shown }, plan, new RecordRef(shown.Id, shown.Version));
    }
}
