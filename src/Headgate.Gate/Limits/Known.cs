namespace Headgate.Gate.Limits;

/// <summary>What limits must know of the store: which account a record belongs to, its currency, and how many domains of a plan nobody here knew.</summary>
/// <param name="Records">Contacts and opportunities that change.</param>
/// <param name="NewDomains">The domains.</param>
public sealed record Known(IReadOnlyDictionary<string, Belongs> Records, long NewDomains)
{
    /// <summary>Nothing.</summary>
    public static readonly Known Nothing = new(new Dictionary<string, Belongs>(), 0);
}
