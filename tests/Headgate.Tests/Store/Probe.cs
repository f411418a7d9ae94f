using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

/// <summary>An action that plans whatever a test wants.</summary>
[Action("probe.apply", Scope.Write, "Probe", "Plans what a test wants.", Effect = Effect.Write, MaxChanges = Plan.MaxOfAChunk)]
public sealed class Probe : Feature<Nothing, Nothing>
{
    /// <summary>What it plans.</summary>
    public Func<Call, Reader, ValueTask<Plan>> Plans { get; set; } = (_, _) => new(new Plan());

    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader) =>
        Answer(new Nothing(), await Plans(call, reader));
}
