namespace Headgate.Store;

/// <summary>Something that a person signs in with, as the door compares it: secrets are still sealed.</summary>
public sealed class KeptFactor
{
    public string Id { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Secret { get; init; } = "";
    public string? KeyId { get; init; }
    public long Counter { get; init; }
    public string? Flags { get; init; }
    public long CreatedAt { get; init; }
}
