using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Undoing;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>Where a record went that is no longer there by itself: looked up only when it was not found.</summary>
internal static class Redirect
{
    /// <summary>The record that took it in, when the caller may see that one; nothing when there is none.</summary>
    public static async ValueTask<string?> Of(Reader reader, string id)
    {
        if (Kinds.Of(id) is not { } kind || !Kinds.Stays(kind))
            return null;
        return await reader.Word(
            $"SELECT s.id FROM {kind.Table} r JOIN {kind.Table} s ON s.tenant = r.tenant AND s.id = r.merged_into AND s.merged_into IS NULL "
                + $"WHERE r.tenant = @tenant AND r.id = @id{reader.Visible("s.owner_id")}",
            ("id", id)
        );
    }

    /// <summary>Why a record is not found: there is none, or it is part of another now.</summary>
    public static async ValueTask<RefusedException> Refuse(Reader reader, string field, string id) =>
        new(
            await Of(reader, id) is { } survivor
                ? new(
                    "record.merged",
                    $"{field}: {id} was merged into {survivor}.",
                    $"Call again with {survivor}; what was on {id} is on it now."
                )
                {
                    Field = field,
                    Record = survivor,
                }
                : Refusal.NotFound(field, id)
        );
}
