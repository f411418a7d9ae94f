using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Conversations;

/// <summary>A thread as lists show it.</summary>
public sealed record ConversationShown
{
    public required string Id { get; init; }
    public required string Channel { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Subject { get; init; }
    public Named? Contact { get; init; }
    public Named? Account { get; init; }
    public Named? Owner { get; init; }
    public required string Status { get; init; }
    public required string LastAt { get; init; }

    /// <summary>Whether the last message came in and waits for an answer.</summary>
    public required bool Unanswered { get; init; }

    /// <summary>True when somebody outside wrote in it, perhaps its subject.</summary>
    public bool? Untrusted { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static ConversationShown Of(ConversationRow row) =>
        new()
        {
            Id = row.Id,
            Channel = row.Channel,
            Subject = row.Subject,
            Contact = Named.Of(row.ContactId, row.ContactName),
            Account = Named.Of(row.AccountId, row.AccountName),
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            Status = row.Status,
            LastAt = Show.Time(row.LastAt),
            Unanswered = row.LastDirection == "in",
            Untrusted = row.Inbound > 0 ? true : null,
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
