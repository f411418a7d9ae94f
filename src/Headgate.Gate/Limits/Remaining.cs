namespace Headgate.Gate.Limits;

/// <summary>What is left of a limit after a call.</summary>
/// <param name="Name">The limit.</param>
/// <param name="Left">How many more.</param>
/// <param name="Resets">When the oldest of what is taken leaves the window.</param>
public sealed record Remaining(string Name, long Left, string Resets);
