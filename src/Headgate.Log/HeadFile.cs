using System.Text;
using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>
/// A file that only grows and holds signed checkpoints: each after a record separator (0x1E), which no note can hold. So a write that was cut off spoils
/// nothing but itself.
/// </summary>
public static class HeadFile
{
    private const char Separator = '\x1E';

    /// <summary>A checkpoint as it is added to a file.</summary>
    public static byte[] Record(string note) => Encoding.UTF8.GetBytes(Separator + note);

    /// <summary>The checkpoints of a file, in order; what is none is nothing.</summary>
    public static IEnumerable<SignedNote?> Read(string file)
    {
        foreach (var record in file.Split(Separator)[1..])
        {
            SignedNote? note = null;
            try
            {
                note = SignedNote.Read(record);
            }
            catch (LogException)
            {
                // Cut off, or written over: the reader decides what that means.
            }
            yield return note;
        }
    }
}
