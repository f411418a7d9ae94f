namespace Headgate.Store.Logs;

/// <summary>Something of a stored log that should not be so.</summary>
/// <param name="Code">What kind; never renamed.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Where">An event, an entry of the tree, or a tile.</param>
public sealed record LogFault(string Code, string What, string Where);
