namespace Headgate.Features.Conversations;

/// <summary>A contact's word on a channel, as far as sending goes.</summary>
internal sealed class ConsentRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string State { get; init; } = "";
}
