using System.Text.Json.Serialization;
using Headgate.Gate.Breakers;

namespace Headgate.Gate.Grounds;

/// <summary>How the breaker of a tool stood that had failed of late.</summary>
public sealed record BreakerGround
{
    /// <summary>How many calls there were in the window.</summary>
    public int Calls { get; init; }

    /// <summary>How many of them failed.</summary>
    public int Failed { get; init; }

    /// <summary>How many calls there must be for it to open.</summary>
    public int Least { get; init; }

    /// <summary>The share of failures that opens it, in per cent.</summary>
    public int Percent { get; init; }

    /// <summary>How many probes are out while it is open.</summary>
    public int Probes { get; init; }

    /// <summary>In how many milliseconds it tries again; nothing while it is closed.</summary>
    public long? TriesInMs { get; init; }

    /// <summary>Whether a closed one opens now.</summary>
    [JsonIgnore]
    public bool Opens => TriesInMs is null && Calls >= Least && Failed * 100L >= Calls * (long)Percent;

    /// <summary>Whether the call passes to see how the tool does.</summary>
    [JsonIgnore]
    public bool IsProbe => TriesInMs <= 0 && Probes < Circuit.Probes;

    /// <summary>The word on the call.</summary>
    public string OfCall() => TriesInMs is null && !Opens || IsProbe ? Said.Pass : "breaker.open";
}
