using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate.Breakers;
using Headgate.Gate.Limits;

namespace Headgate.Gate;

/// <summary>
/// An organisation's own measures for the guards. What nobody has set stands as in the golden set, which is what a new organisation has.
/// </summary>
public sealed record Guardrails
{
    /// <summary>The golden set: every row as it is on the first day.</summary>
    public static readonly Guardrails Golden = new();

    private static readonly JsonSerializerOptions Kept = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What waits for a person.</summary>
    public ApprovalRules Approvals { get; init; } = new();

    /// <summary>How much agents may do.</summary>
    public LimitRules Limits { get; init; } = new();

    /// <summary>When a tool that fails is stopped.</summary>
    public BreakerRules Breaker { get; init; } = new();

    /// <summary>When outbound turns itself off, and who turns it on again.</summary>
    public OutboundRules Outbound { get; init; } = new();

    /// <summary>Reads what is kept.</summary>
    /// <exception cref="JsonException">It is damaged; nobody guesses at measures.</exception>
    public static Guardrails Read(string? kept) => kept is null ? Golden : JsonSerializer.Deserialize<Guardrails>(kept, Kept) ?? Golden;

    /// <summary>The text to keep.</summary>
    public string Write() => CanonicalJson.Text(JsonSerializer.SerializeToElement(this, Kept));
}
