using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Conversations;

/// <summary>A message that waits to be sent. Queued is not sent: its thread tells when it was.</summary>
public sealed record QueuedShown
{
    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string MessageId { get; init; }
    public required string Channel { get; init; }
    public required Named Contact { get; init; }

    [Class(DataClass.Confidential, Handle = "message.to", Of = nameof(MessageId))]
    public required string To { get; init; }
    public string Status { get; } = "queued";

    /// <summary>It is not sent after this.</summary>
    public required string SendBefore { get; init; }
}
