using Headgate.Gate;

namespace Headgate.Features.Policies;

/// <summary>A policy as answers show it.</summary>
public sealed record PolicyShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Mode { get; init; }
    public required string Effect { get; init; }
    public required string When { get; init; }
    public required string Message { get; init; }
    public required string AppliesTo { get; init; }
    public required bool Reads { get; init; }
    public IReadOnlyList<string>? Masks { get; init; }

    /// <summary>How often it was saved.</summary>
    public required long Revision { get; init; }
    public required string Hash { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static PolicyShown Of(PolicyRow row)
    {
        var rule = row.Rule;
        return new()
        {
            Id = row.Id,
            Name = row.Name,
            Mode = row.Mode,
            Effect = row.Effect,
            When = rule.When,
            Message = rule.Message,
            AppliesTo = rule.Everyone ? "everyone" : "agents",
            Reads = rule.IsAsked(isRead: true, byPerson: false),
            Masks = rule.Masks,
            Revision = row.Revision,
            Hash = row.Hash,
            UpdatedAt = Show.Time(row.UpdatedAt)!,
            Version = row.Version,
        };
    }
}
