namespace Headgate.Store.Logs;

/// <summary>What an anchor outside this machine says of a log.</summary>
/// <param name="Anchor">The anchor.</param>
/// <param name="Log">The log's origin.</param>
/// <param name="Standing"><c>agrees</c>, <c>contradicts</c>, <c>unknown</c>, <c>refused</c> or <c>unreachable</c>.</param>
/// <param name="What">What it is, in a sentence.</param>
public sealed record AnchorReport(string Anchor, string Log, string Standing, string What);
