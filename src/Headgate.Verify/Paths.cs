namespace Headgate.Verify;

/// <summary>Where the files of a bundle stand (c2sp.org/tlog-tiles).</summary>
internal static class Paths
{
    public static string Tile(int level, long index, int width) => Of($"tile/{level}", index, width);

    public static string Entries(long index, int width) => Of("tile/entries", index, width);

    public static string Payload(long index, int width) => Of("payload", index, width);

    /// <summary>Every file that a log of a size must have, but for payloads.</summary>
    public static IEnumerable<string> All(long size)
    {
        yield return "log.json";
        yield return "checkpoint";
        yield return "heads";
        for (var index = 0L; index * 256 < size; index++)
            yield return Entries(index, (int)Math.Min(256, size - index * 256));
        for (var (level, count) = (0, size); count > 0; level++, count /= 256)
        for (var index = 0L; index * 256 < count; index++)
            yield return Tile(level, index, (int)Math.Min(256, count - index * 256));
    }

    private static string Of(string prefix, long index, int width)
    {
        var path = $"{index % 1000:000}";
        while ((index /= 1000) > 0)
            path = $"x{index % 1000:000}/{path}";
        return $"{prefix}/{path}{(width == 256 ? "" : $".p/{width}")}";
    }
}
