namespace Headgate.Store;

/// <summary>A record whose words wait to be packed.</summary>
internal sealed class SearchRow
{
    /// <summary>Its sequence number.</summary>
    public long Seq { get; init; }

    /// <summary>The line of its words; see <see cref="SearchTerms"/>.</summary>
    public string Words { get; init; } = "";

    /// <summary>The line that the blocks still hold of it; nothing when they hold none.</summary>
    public string? Was { get; init; }
}
