namespace Headgate.Hosting;

/// <summary>What a client says of itself: its name and where it takes answers.</summary>
/// <param name="Name">As it names itself.</param>
/// <param name="RedirectUris">Where it takes answers.</param>
public sealed record ClientDocument(string Name, IReadOnlyList<string> RedirectUris);
