using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>A thread as the answer about its contact shows it.</summary>
public sealed record ConversationBrief
{
    public required string Id { get; init; }
    public required string Channel { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Subject { get; init; }
    public bool? Untrusted { get; init; }
    public required string Status { get; init; }
    public required string LastAt { get; init; }
    public required string LastDirection { get; init; }
    public required long Version { get; init; }

    /// <summary>The latest 20 threads of a contact, as far as the caller may see them.</summary>
    public static async ValueTask<IReadOnlyList<ConversationBrief>> With(Reader reader, string contact)
    {
        var rows = await reader.All<Row>(
            $"{Row.OfContact}{reader.Visible("v.owner_id")} ORDER BY v.last_at DESC, v.id DESC LIMIT 20",
            ("contact", contact)
        );
        return
        [
            .. rows.Select(r => new ConversationBrief
            {
                Id = r.Id,
                Channel = r.Channel,
                Subject = r.Subject,
                Untrusted = r.Subject is not null && r.FromOutside > 0 ? true : null,
                Status = r.Status,
                LastAt = Show.Time(r.LastAt),
                LastDirection = r.LastDirection,
                Version = r.Version,
            }),
        ];
    }

    private sealed class Row
    {
        // A thread's subject is ours only when every message in it is.
        public const string OfContact =
            "SELECT v.id, v.version, v.channel, v.subject, v.status, v.last_at, v.last_direction, "
            + "(SELECT COUNT(*) FROM messages m WHERE m.tenant = v.tenant AND m.conversation_id = v.id AND m.provenance NOT IN ('person', 'agent')) "
            + "AS from_outside FROM conversations v WHERE v.tenant = @tenant AND v.contact_id = @contact";

        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Channel { get; init; } = "";
        public string? Subject { get; init; }
        public string Status { get; init; } = "";
        public long LastAt { get; init; }
        public string LastDirection { get; init; } = "";
        public long FromOutside { get; init; }
    }
}
