namespace Headgate.Gate;

/// <summary>A handle that a call gives as an argument, in place of a value that its caller may not see.</summary>
/// <param name="Path">The argument.</param>
/// <param name="Handle">What it names.</param>
/// <param name="Node">What the argument takes.</param>
public sealed record GivenHandle(string Path, Handle Handle, Schemas.TextNode Node);
