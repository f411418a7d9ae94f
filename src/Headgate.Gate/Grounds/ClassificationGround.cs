namespace Headgate.Gate.Grounds;

/// <summary>What an agent's texts held that may not stand there.</summary>
public sealed record ClassificationGround
{
    /// <summary>Whether a handle stands where its value may not.</summary>
    public bool Handle { get; init; }

    /// <summary>Whether a handle stands in what goes out.</summary>
    public bool InMessage { get; init; }

    /// <summary>What kind of regulated value was found; never the value.</summary>
    public string? Regulated { get; init; }

    /// <summary>The word on the call.</summary>
    public string OfCall() =>
        Regulated is not null ? "classification.regulated"
        : Handle ? "classification.handle"
        : Said.Pass;

    /// <summary>The word on the plan; nothing when it passes.</summary>
    public string? OfPlan() => InMessage ? "classification.handle" : null;
}
