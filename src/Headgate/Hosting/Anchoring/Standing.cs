namespace Headgate.Hosting.Anchoring;

/// <summary>What came of asking an anchor about a log.</summary>
/// <param name="Agreement">How it stands.</param>
/// <param name="What">What it is, in a sentence.</param>
public sealed record Standing(Agreement Agreement, string What);
