using System.Runtime.InteropServices;

namespace Headgate.Log;

/// <summary>
/// A tile of the tree (c2sp.org/tlog-tiles): up to 256 hashes that stand side by side at level × 8. Each hash of level 1 and above is the root of a whole
/// tile below it.
/// </summary>
/// <param name="Level">From 0.</param>
/// <param name="Index">From 0 in its level.</param>
/// <param name="Width">How many hashes it has, 1 to 256.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>The most hashes that a tile has.</summary>
    public const int Full = 256;

    /// <summary>Where it stands, such as <c>tile/0/x001/234.p/5</c>.</summary>
    public string Path => PathOf($"tile/{Level}", Index, Width);

    /// <summary>Where the entries of a tile of level 0 stand.</summary>
    public static string EntriesPath(long index, int width) => PathOf("tile/entries", index, width);

    /// <summary>A path of a thing that is numbered as tiles are.</summary>
    public static string PathOf(string prefix, long index, int width)
    {
        var path = (index % 1000).ToString("000");
        for (var rest = index / 1000; rest > 0; rest /= 1000)
            path = $"x{rest % 1000:000}/{path}";
        return width == Full ? $"{prefix}/{path}" : $"{prefix}/{path}.p/{width}";
    }

    /// <summary>Every tile of a tree, level by level.</summary>
    public static IEnumerable<Tile> Of(long size)
    {
        for (var (level, count) = (0, size); count > 0; level++, count /= Full)
        {
            for (var index = 0L; index < count / Full; index++)
                yield return new(level, index, Full);
            if (count % Full > 0)
                yield return new(level, count / Full, (int)(count % Full));
        }
    }
}
