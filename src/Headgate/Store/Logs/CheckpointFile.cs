using System.Text;
using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>
/// The file outside the database that every checkpoint is added to: a database that is put back to an older state, or made another, cannot agree with it.
/// </summary>
internal sealed class CheckpointFile(string path)
{
    private const byte Separator = 0x1E;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Adds checkpoints; they are on disk when it returns.</summary>
    public void Append(IEnumerable<string> notes)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        foreach (var note in notes)
            file.Write(HeadFile.Record(note));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Takes away what a write that was cut off left at the end.</summary>
    public void Mend()
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        // A record is a few hundred bytes; the last begins within these.
        var tail = new byte[(int)Math.Min(file.Length, 1 << 16)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var start = Array.LastIndexOf(tail, Separator);
        if (start >= 0 && NoteOf(tail.AsSpan(start + 1)) is null)
            file.SetLength(file.Length - tail.Length + start);
    }

    /// <summary>All checkpoints, in order; what is none is nothing.</summary>
    public IEnumerable<(string Text, SignedNote? Note)> Read()
    {
        if (!File.Exists(path))
            yield break;
        using var file = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var record = new StringBuilder();
        var has = false;
        for (var buffer = new char[1 << 16]; file.Read(buffer) is > 0 and var read; )
            foreach (var c in buffer.AsSpan(0, read).ToArray())
            {
                if (c != Separator)
                {
                    record.Append(c);
                    continue;
                }
                if (has)
                    yield return Of(record.ToString());
                record.Clear();
                has = true;
            }
        if (has)
            yield return Of(record.ToString());
    }

    private static (string, SignedNote?) Of(string record) => (record, NoteOf(Encoding.UTF8.GetBytes(record)));

    private static SignedNote? NoteOf(ReadOnlySpan<byte> record)
    {
        try
        {
            return SignedNote.Read(record);
        }
        catch (LogException)
        {
            return null;
        }
    }
}
