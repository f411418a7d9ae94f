namespace Headgate.Gate.Limits;

/// <summary>The numbers that people set for the limits of agents. Persons have none.</summary>
public sealed record LimitRules
{
    /// <summary>What was set, by the limit's name; nothing as a value lifts the limit.</summary>
    public IReadOnlyDictionary<string, long?>? Set { get; init; }

    /// <summary>How many times an agent's limit all agents of the organisation have together.</summary>
    public long? OrganisationTimes { get; init; }

    /// <summary>No limit at all: for what is no agent's doing, and tests of something else.</summary>
    public static LimitRules None { get; } = new() { Set = LimitList.All.ToDictionary(l => l.Name, _ => (long?)null) };

    /// <summary>How many times, ten where nobody said.</summary>
    public long Times => Math.Max(1, OrganisationTimes ?? 10);

    /// <summary>The same with no more than this of each named limit.</summary>
    public LimitRules AtMost(params (string Name, long Most)[] limits)
    {
        var set = new Dictionary<string, long?>(Set ?? new Dictionary<string, long?>(), StringComparer.Ordinal);
        foreach (var (name, most) in limits)
            set[name] = Math.Min(MostOf(LimitList.All.First(l => l.Name == name)) ?? most, most);
        return this with { Set = set };
    }

    /// <summary>The most of a limit; nothing when there is none.</summary>
    public long? MostOf(Limit limit) => Set is not null && Set.TryGetValue(limit.Name, out var most) ? most : limit.Golden;
}
