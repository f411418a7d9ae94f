namespace Headgate.Gate.Grounds;

/// <summary>How arguments did not fit.</summary>
public sealed record SchemaGround
{
    /// <summary>Which rule they broke: <c>invalid</c>, <c>unknown_field</c>, …; what they were is kept of nobody who is refused.</summary>
    public string? Broke { get; init; }

    /// <summary>The word on the call.</summary>
    public string OfCall() => Broke is null ? Said.Pass : "schema." + Broke;
}
