using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Drafts;

/// <summary>A draft as the store keeps it, with the names beside its ids.</summary>
public sealed class DraftRow
{
    /// <summary>The status of a draft that can still be changed and sent.</summary>
    public const string Open = "draft";

    /// <summary>The status of one that was handed over to be sent.</summary>
    public const string Queued = "queued";

    /// <summary>The status of one that nobody wants.</summary>
    public const string Discarded = "discarded";

    /// <summary>The columns and tables of every read of drafts; conditions follow.</summary>
    public const string Select =
        "SELECT d.*, c.name AS contact_name, o.name AS opportunity_name, u.name AS owner_name FROM drafts d "
        + "LEFT JOIN contacts c ON c.tenant = d.tenant AND c.id = d.contact_id "
        + "LEFT JOIN opportunities o ON o.tenant = d.tenant AND o.id = d.opportunity_id "
        + "LEFT JOIN users u ON u.tenant = d.tenant AND u.id = d.owner_id "
        + "WHERE d.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string ContactId { get; init; } = "";
    public string? ContactName { get; init; }
    public string? OpportunityId { get; init; }
    public string? OpportunityName { get; init; }
    public string? ConversationId { get; init; }
    public string Subject { get; init; } = "";
    public string Body { get; init; } = "";
    public string Provenance { get; init; } = "";
    public string? Documents { get; init; }
    public string Status { get; init; } = "";
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The documents that go with it.</summary>
    public string[] DocumentIds => Documents is null ? [] : JsonSerializer.Deserialize<string[]>(Documents) ?? [];

    /// <summary>Ids of documents as the store keeps them; nothing for none.</summary>
    public static string? Json(IEnumerable<string> documents) =>
        documents.ToArray() is { Length: > 0 } ids ? JsonSerializer.Serialize(ids) : null;

    /// <summary>The draft that an argument names, when the caller may see it and it still waits.</summary>
    /// <exception cref="RefusedException">There is none, or it was sent or discarded.</exception>
    public static async ValueTask<DraftRow> NeedOpen(Reader reader, string field, string id)
    {
        var row =
            await reader.First<DraftRow>($"{Select} AND d.id = @id{reader.Visible("d.owner_id")}", ("id", id))
            ?? throw new RefusedException(Refusal.NotFound(field, id));
        return row.Status == Open
            ? row
            : throw new RefusedException(
                new("drafts.closed", $"{id} is {row.Status}: it is no draft any more.", "Write a new draft with email_draft.")
                {
                    Field = field,
                    Record = id,
                }
            );
    }
}
