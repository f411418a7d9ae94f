namespace Headgate.Log;

/// <summary>Where the tiles of a tree are kept.</summary>
public abstract class Tiles
{
    /// <summary>The hashes of a tile, one after another: at least as many as its width, since a tile may have grown.</summary>
    /// <exception cref="LogException">It is not there.</exception>
    public abstract ValueTask<byte[]> Read(Tile tile);
}
