namespace Headgate.Cel.Functions;

/// <summary>Places in a text counted in code points, as the language counts, against UTF-16 offsets, as the platform does.</summary>
internal static class CodePoints
{
    /// <summary>The offset of a place from 0 to the size; null outside.</summary>
    public static int? Offset(string text, long place)
    {
        if (place < 0 || place > text.Length)
            return null;
        var offset = 0;
        for (; place > 0 && offset < text.Length; place--)
            offset += Width(text, offset);
        return place == 0 ? offset : null;
    }

    /// <summary>The place of an offset; a negative one stays.</summary>
    public static long Place(string text, int offset)
    {
        if (offset < 0)
            return offset;
        var place = 0L;
        for (var i = 0; i < offset; i += Width(text, i))
            place++;
        return place;
    }

    public static int Width(string text, int offset) =>
        char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;
}
