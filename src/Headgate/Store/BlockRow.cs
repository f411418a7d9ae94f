namespace Headgate.Store;

/// <summary>The records of a block that hold a word.</summary>
internal sealed class BlockRow
{
    /// <summary>The block.</summary>
    public long Block { get; init; }

    /// <summary>The word.</summary>
    public string Word { get; init; } = "";

    /// <summary>The records; see <see cref="Members"/>.</summary>
    public byte[] Records { get; init; } = [];
}
