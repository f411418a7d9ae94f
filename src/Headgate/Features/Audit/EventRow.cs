using System.Text.Json;

namespace Headgate.Features.Audit;

/// <summary>An audit event as the store keeps it. The body is canonical JSON and is never written again.</summary>
public sealed class EventRow
{
    /// <summary>The columns of every read of events; conditions follow.</summary>
    public const string Select =
        "SELECT e.seq, e.id, e.at, e.action, e.actor, e.person, e.run, e.ended, e.code, e.door, e.body FROM audit_events e WHERE e.tenant = @tenant";

    private JsonElement? _body;

    public long Seq { get; init; }
    public string Id { get; init; } = "";
    public long At { get; init; }
    public string Action { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Person { get; init; } = "";
    public string? Run { get; init; }
    public string Ended { get; init; } = "";
    public string? Code { get; init; }
    public string Door { get; init; } = "";
    public byte[] Body { get; init; } = [];

    /// <summary>The body, read.</summary>
    public JsonElement Json => _body ??= JsonElement.Parse(Body);

    /// <summary>Whether it planned anything. Leaves of the first version show the hash of the plan, later ones a commitment to it.</summary>
    public bool Planned => (Said("plan") ?? Said("plan_sha256")) is not null;

    /// <summary>Whether the body holds the facts, and not only their hash.</summary>
    public bool HasFacts => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("facts", out _);

    /// <summary>A text of the body, as it was recorded then.</summary>
    public string? Said(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
