using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>A conversation with what was last said in it.</summary>
internal sealed class Threads
{
    private const string Select =
        "SELECT v.id, v.version, v.channel, v.subject, v.last_at, v.last_direction, c.name AS contact, c.id AS contact_id, c.lifecycle, c.status AS contact_status, "
        + "a.name AS account, u.name AS owner, m.body, m.provenance, m.direction FROM conversations v "
        + "LEFT JOIN contacts c ON c.tenant = v.tenant AND c.id = v.contact_id "
        + "LEFT JOIN accounts a ON a.tenant = v.tenant AND a.id = v.account_id "
        + "LEFT JOIN users u ON u.tenant = v.tenant AND u.id = v.owner_id "
        + "LEFT JOIN messages m ON m.tenant = v.tenant AND m.id = (SELECT y.id FROM messages y WHERE y.tenant = v.tenant "
        + "AND y.conversation_id = v.id ORDER BY y.at DESC, y.id DESC LIMIT 1) WHERE v.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Channel { get; init; } = "";
    public string? Subject { get; init; }
    public long LastAt { get; init; }
    public string LastDirection { get; init; } = "";
    public string? Contact { get; init; }
    public string? ContactId { get; init; }
    public string? Lifecycle { get; init; }
    public string? ContactStatus { get; init; }
    public string? Account { get; init; }
    public string? Owner { get; init; }
    public string? Body { get; init; }
    public string? Provenance { get; init; }
    public string? Direction { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>Who wrote last counts as ours only when we sent it: what came in is from outside, whatever its label.</summary>
    public string? Writer => Direction == "out" ? Provenance : "inbound";

    /// <summary>Threads whose last word is the customer's, the longest waiting first.</summary>
    public static ValueTask<List<Threads>> Waiting(Reader reader, DateTimeOffset since, int most) =>
        reader.All<Threads>(
            $"{Select} AND v.last_direction = 'in' AND v.status <> 'closed' AND v.last_at >= @since{reader.Visible("v.owner_id")} "
                + "ORDER BY v.last_at, v.id LIMIT @most",
            ("since", since),
            ("most", most)
        );

    /// <summary>The latest threads of an account.</summary>
    public static ValueTask<List<Threads>> Of(Reader reader, string account) =>
        reader.All<Threads>(
            $"{Select} AND v.account_id = @account{reader.Visible("v.owner_id")} ORDER BY v.last_at DESC, v.id LIMIT 5",
            ("account", account)
        );
}
