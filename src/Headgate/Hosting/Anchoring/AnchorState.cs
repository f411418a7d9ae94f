namespace Headgate.Hosting.Anchoring;

/// <summary>How an anchor does, over all logs, when it was last looked after.</summary>
/// <param name="Name">The anchor.</param>
/// <param name="Behind">How many entries it lacks of the logs that it takes.</param>
/// <param name="Trouble">What is wrong; nothing when nothing is.</param>
public sealed record AnchorState(string Name, long Behind, string? Trouble);
