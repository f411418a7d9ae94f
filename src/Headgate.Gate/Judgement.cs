namespace Headgate.Gate;

/// <summary>What all policies say of one decision, and what they were told of it.</summary>
public sealed record Judgement
{
    /// <summary>No policy was asked.</summary>
    public static readonly Judgement None = new();

    /// <summary>What applies, in the order of the policies' names.</summary>
    public IReadOnlyList<Ruling> Rulings { get; init; } = [];

    /// <summary>How many policies were asked.</summary>
    public int Asked { get; init; }

    /// <summary>The hash of the policies that were in force.</summary>
    public string Set { get; init; } = "";

    /// <summary>How many facts were read for them.</summary>
    public int Facts { get; init; }

    /// <summary>The hash of those facts.</summary>
    public string FactsHash { get; init; } = "";

    /// <summary>What the policies could see, as it is kept for a later trial of other rules; nothing when it is not kept.</summary>
    public byte[]? Seen { get; init; }

    /// <summary>The fields and classes of the answer that are masked.</summary>
    public IReadOnlySet<string> Masks => Rulings.Where(r => !r.Watches).SelectMany(r => r.Masks).ToHashSet(StringComparer.Ordinal);
}
