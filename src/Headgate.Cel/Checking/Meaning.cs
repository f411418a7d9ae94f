namespace Headgate.Cel.Checking;

/// <summary>What a name means: a local (its slot), a declared variable, or a type.</summary>
internal sealed record Meaning(string Name, CelType Type, int Slot = -1, CelType? Denoted = null);
