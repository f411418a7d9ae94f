namespace Headgate.Features.Conversations;

/// <summary>A message of a thread as the store keeps it.</summary>
public sealed class MessageRow
{
    /// <summary>The columns and tables of every read of messages; conditions follow.</summary>
    public const string Select = "SELECT m.* FROM messages m WHERE m.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Direction { get; init; } = "";
    public string? Sender { get; init; }
    public string? Recipient { get; init; }
    public string? Subject { get; init; }
    public string Body { get; init; } = "";
    public string Status { get; init; } = "";
    public long At { get; init; }
    public string Provenance { get; init; } = "";
}
