using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate;

namespace Headgate.Policies;

/// <summary>One version of a policy: when it applies, to whom, and what comes of it. Its canonical text is what is kept and hashed.</summary>
public sealed record PolicyRule
{
    private static readonly JsonSerializerOptions Kept = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Its name, by which refusals and holds speak of it.</summary>
    public required string Name { get; init; }

    /// <summary>The condition, in CEL.</summary>
    public required string When { get; init; }

    /// <summary>What comes of it.</summary>
    public required PolicyEffect Effect { get; init; }

    /// <summary>Why, in one sentence for whoever is stopped or decides.</summary>
    public required string Message { get; init; }

    /// <summary>Whether it binds people too; agents are bound always.</summary>
    public bool Everyone { get; init; }

    /// <summary>Whether calls that change nothing are judged too. A policy that masks judges them always.</summary>
    public bool Reads { get; init; }

    /// <summary>The fields and classes that it masks.</summary>
    public IReadOnlyList<string>? Masks { get; init; }

    /// <summary>What shows that it says what was meant.</summary>
    public IReadOnlyList<PolicyExample>? Examples { get; init; }

    /// <summary>Whether it is asked about a call.</summary>
    public bool IsAsked(bool isRead, bool byPerson) =>
        (!isRead || Reads || Effect == PolicyEffect.Mask) && (!byPerson || Everyone && !isRead);

    /// <summary>The text to keep.</summary>
    public string Write() => CanonicalJson.Text(JsonSerializer.SerializeToElement(this, Kept));

    /// <summary>Reads what was kept.</summary>
    public static PolicyRule Read(string kept) => JsonSerializer.Deserialize<PolicyRule>(kept, Kept)!;

    /// <summary>The hash of a kept text.</summary>
    public static string HashOf(string kept) => CanonicalJson.Hash(System.Text.Encoding.UTF8.GetBytes(kept));
}
