namespace Headgate.Gate.Limits;

/// <summary>The account that a record belongs to, and the currency of its amount.</summary>
public readonly record struct Belongs(string? Account, string? Currency = null);
