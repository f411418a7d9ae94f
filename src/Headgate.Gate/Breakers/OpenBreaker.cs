namespace Headgate.Gate.Breakers;

/// <summary>A breaker that is not closed.</summary>
/// <param name="Tool">The action.</param>
/// <param name="State"><c>open</c>, or <c>half_open</c> once it tries again.</param>
/// <param name="Tries">When it tries again.</param>
public sealed record OpenBreaker(string Tool, string State, string Tries);
