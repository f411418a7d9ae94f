using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>Something that happened on an opportunity, in one line.</summary>
public sealed record OpportunityActivity
{
    public required string Id { get; init; }
    public required string Kind { get; init; }

    [Class(DataClass.Internal, Prose = true)]
    public required string Subject { get; init; }
    public string? Direction { get; init; }
    public string? Outcome { get; init; }
    public required string At { get; init; }
    public Named? User { get; init; }
    public Named? Contact { get; init; }

    /// <summary>True when the text came from outside.</summary>
    public bool? Untrusted { get; init; }

    /// <summary>The latest of an opportunity.</summary>
    public static async ValueTask<IReadOnlyList<OpportunityActivity>> Of(Reader reader, string opportunity)
    {
        var rows = await reader.All<Row>(
            "SELECT a.id, a.kind, a.subject, a.direction, a.outcome, a.at, a.provenance, a.user_id, a.contact_id, u.name AS user_name, "
                + "c.name AS contact_name FROM activities a "
                + "LEFT JOIN users u ON u.tenant = a.tenant AND u.id = a.user_id "
                + "LEFT JOIN contacts c ON c.tenant = a.tenant AND c.id = a.contact_id "
                + "WHERE a.tenant = @tenant AND a.opportunity_id = @opportunity ORDER BY a.at DESC, a.id DESC LIMIT 20",
            ("opportunity", opportunity)
        );
        return
        [
            .. rows.Select(r => new OpportunityActivity
            {
                Id = r.Id,
                Kind = r.Kind,
                Subject = r.Subject,
                Direction = r.Direction,
                Outcome = r.Outcome,
                At = Show.Time(r.At),
                User = Named.Of(r.UserId, r.UserName),
                Contact = Named.Of(r.ContactId, r.ContactName),
                Untrusted = r.Direction == "in" ? true : Trust.Untrusted(r.Provenance),
            }),
        ];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Subject { get; init; } = "";
        public string? Direction { get; init; }
        public string? Outcome { get; init; }
        public long At { get; init; }
        public string Provenance { get; init; } = "";
        public string? UserId { get; init; }
        public string? UserName { get; init; }
        public string? ContactId { get; init; }
        public string? ContactName { get; init; }
    }
}
