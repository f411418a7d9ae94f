using System.Buffers.Binary;

namespace Headgate.Crash;

/// <summary>The frames of a write-ahead log that was never reset (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).</summary>
internal static class Wal
{
    private const int Header = 32;
    private const int FrameHeader = 24;

    /// <summary>How long the log is after each commit in it.</summary>
    public static List<int> Commits(ReadOnlySpan<byte> log)
    {
        List<int> ends = [];
        var frame = FrameLength(log);
        for (var at = Header; at + frame <= log.Length; at += frame)
            // A frame that commits says how many pages the file then has; the others say 0.
            if (BinaryPrimitives.ReadUInt32BigEndian(log[(at + 4)..]) != 0)
                ends.Add(at + frame);
        return ends;
    }

    /// <summary>The length of the log at the end of the frame in which a length falls.</summary>
    public static int EndOfFrame(ReadOnlySpan<byte> log, int length)
    {
        if (length < Header)
            return Header;
        var frame = FrameLength(log);
        return Header + (length - Header + frame - 1) / frame * frame;
    }

    private static int FrameLength(ReadOnlySpan<byte> log) => FrameHeader + (int)BinaryPrimitives.ReadUInt32BigEndian(log[8..]);
}
