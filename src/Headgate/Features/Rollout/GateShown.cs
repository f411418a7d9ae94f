using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Rollout;

/// <summary>A measure that says whether to go on to the next week.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">What it is.</param>
/// <param name="Target">What it must be.</param>
/// <param name="Met">Whether it is.</param>
/// <param name="Says">What it means, in one sentence.</param>
[Class(DataClass.Internal)]
public sealed record GateShown(string Name, string Value, string Target, bool Met, string Says);
