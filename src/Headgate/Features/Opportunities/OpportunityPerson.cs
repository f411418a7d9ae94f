using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>A contact of an opportunity and the part that the contact has in it.</summary>
public sealed record OpportunityPerson
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    [Class(DataClass.Confidential, Handle = "contact.email")]
    public string? Email { get; init; }

    [Class(DataClass.Confidential, Handle = "contact.phone")]
    public string? Phone { get; init; }
    public string? Title { get; init; }
    public bool? Untrusted { get; init; }
    public string? Part { get; init; }
    public bool? Primary { get; init; }
    public required long Version { get; init; }

    /// <summary>Those of an opportunity whom the caller may see, the primary contact first.</summary>
    public static async ValueTask<IReadOnlyList<OpportunityPerson>> Of(Reader reader, OpportunityRow opportunity)
    {
        var rows = await reader.All<Row>(
            "SELECT c.id, c.version, c.name, c.email, c.phone, c.title, c.provenance, l.part FROM contacts c "
                + "LEFT JOIN opportunity_contacts l ON l.tenant = c.tenant AND l.contact_id = c.id AND l.opportunity_id = @opportunity "
                + "WHERE c.tenant = @tenant AND c.merged_into IS NULL AND (l.id IS NOT NULL OR c.id = @contact)"
                + $"{reader.Visible("c.owner_id")} ORDER BY c.name, c.id LIMIT 100",
            ("opportunity", opportunity.Id),
            ("contact", opportunity.ContactId ?? "")
        );
        return
        [
            .. rows.OrderBy(r => r.Id != opportunity.ContactId)
                .Select(r => new OpportunityPerson
                {
                    Id = r.Id,
                    Name = r.Name,
                    Email = r.Email,
                    Phone = r.Phone,
                    Title = r.Title,
                    Untrusted = Trust.Untrusted(r.Provenance, [], r.Name, r.Title),
                    Part = r.Part,
                    Primary = r.Id == opportunity.ContactId ? true : null,
                    Version = r.Version,
                }),
        ];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string? Email { get; init; }
        public string? Phone { get; init; }
        public string? Title { get; init; }
        public string Provenance { get; init; } = "";
        public string? Part { get; init; }
    }
}
