using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>An opportunity as the store keeps it, with the names beside its ids.</summary>
public sealed class OpportunityRow
{
    /// <summary>The columns and tables of every read of opportunities; conditions follow.</summary>
    public const string Select =
        "SELECT o.*, a.name AS account_name, c.name AS contact_name, u.name AS owner_name, p.name AS pipeline_name, s.name AS stage_name "
        + "FROM opportunities o "
        + "LEFT JOIN accounts a ON a.tenant = o.tenant AND a.id = o.account_id "
        + "LEFT JOIN contacts c ON c.tenant = o.tenant AND c.id = o.contact_id "
        + "LEFT JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id "
        + "LEFT JOIN pipelines p ON p.tenant = o.tenant AND p.id = o.pipeline_id "
        + "LEFT JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id "
        + "WHERE o.tenant = @tenant AND o.merged_into IS NULL";

    public long Seq { get; init; }
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? AccountId { get; init; }
    public string? AccountName { get; init; }
    public string? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string PipelineId { get; init; } = "";
    public string? PipelineName { get; init; }
    public string StageId { get; init; } = "";
    public string? StageName { get; init; }
    public string Status { get; init; } = "";
    public long? AmountMinor { get; init; }
    public string? Currency { get; init; }
    public string? CloseDate { get; init; }
    public long? ClosedAt { get; init; }
    public string? Reason { get; init; }
    public string? NextStep { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? Source { get; init; }
    public string? Description { get; init; }
    public string? Custom { get; init; }
    public long StageEnteredAt { get; init; }
    public string Home { get; init; } = "";
    public string Provenance { get; init; } = "";
    public long? LastActivityAt { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The opportunity that an argument names, when the caller may see it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<OpportunityRow> Need(Reader reader, string field, string id) =>
        await reader.First<OpportunityRow>($"{Select} AND o.id = @id{reader.Visible("o.owner_id")}", ("id", id))
        ?? throw new RefusedException(Refusal.NotFound(field, id));
}
