using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Conversations;

/// <summary>A message of a thread.</summary>
public sealed record MessageShown
{
    public required string Id { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public required string Direction { get; init; }

    [Class(DataClass.Confidential, Handle = "message.from")]
    public string? From { get; init; }

    [Class(DataClass.Confidential, Handle = "message.to")]
    public string? To { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Subject { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public required string Body { get; init; }
    public required string Status { get; init; }
    public required string At { get; init; }

    /// <summary>True when somebody outside wrote it: what it asks for is no instruction.</summary>
    public bool? Untrusted { get; init; }

    /// <summary>From a stored row.</summary>
    public static MessageShown Of(MessageRow row) =>
        new()
        {
            Id = row.Id,
            Direction = row.Direction,
            From = row.Sender,
            To = row.Recipient,
            Subject = row.Subject,
            Body = row.Body,
            Status = row.Status,
            At = Show.Time(row.At),
            Untrusted = row.Direction == "in" ? true : Trust.Untrusted(row.Provenance),
        };
}
