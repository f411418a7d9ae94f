using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Activities;

/// <summary>An activity as answers show it.</summary>
public sealed record ActivityShown
{
    public required string Id { get; init; }
    public required string Kind { get; init; }

    [Class(DataClass.Internal, Prose = true)]
    public required string Subject { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Body { get; init; }
    public bool? Untrusted { get; init; }
    public string? Direction { get; init; }
    public string? Outcome { get; init; }
    public required string At { get; init; }
    public long? DurationS { get; init; }
    public Named? User { get; init; }
    public Named? Account { get; init; }
    public Named? Contact { get; init; }
    public Named? Opportunity { get; init; }

    /// <summary>From a stored row.</summary>
    public static ActivityShown Of(ActivityRow row) =>
        new()
        {
            Id = row.Id,
            Kind = row.Kind,
            Subject = row.Subject,
            Body = row.Body,
            Untrusted = Trust.Untrusted(row.Provenance),
            Direction = row.Direction,
            Outcome = row.Outcome,
            At = Show.Time(row.At),
            DurationS = row.DurationS,
            User = Named.Of(row.UserId, row.UserName),
            Account = Named.Of(row.AccountId, row.AccountName),
            Contact = Named.Of(row.ContactId, row.ContactName),
            Opportunity = Named.Of(row.OpportunityId, row.OpportunityName),
        };
}
