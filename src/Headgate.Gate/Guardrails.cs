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
        IgnoreReadOnlyProperties = true,
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

    /// <summary>How far agents have been let in.</summary>
    public RolloutPlan Rollout { get; init; } = new();

    /// <summary>
    /// The measures as guards apply them: a week of the rollout plan narrows what was set, and widens nothing. From the second on five new records a minute and
    /// fifty a day; in the third a person's word for each send, stage, contact, merge and deletion; in the fourth at least for the first message to a domain.
    /// </summary>
    [JsonIgnore]
    public Guardrails InForce =>
        Rollout.Week switch
        {
            null or 1 => this,
            2 => this with { Limits = Limits.AtMost(("creates_per_minute", 5), ("creates_per_day", 50)) },
            var week => this with
            {
                Limits = Limits.AtMost(("creates_per_minute", 5), ("creates_per_day", 50)),
                Approvals = Approvals.Strict(eachSend: week == 3),
            },
        };

    /// <summary>Reads what is kept.</summary>
    /// <exception cref="JsonException">It is damaged; nobody guesses at measures.</exception>
    public static Guardrails Read(string? kept) => kept is null ? Golden : JsonSerializer.Deserialize<Guardrails>(kept, Kept) ?? Golden;

    /// <summary>The text to keep.</summary>
    public string Write() => CanonicalJson.Text(JsonSerializer.SerializeToElement(this, Kept));
}
