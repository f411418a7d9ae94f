using System.Security.Cryptography;
using System.Text;
using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>
/// The file in which a witness keeps the last checkpoint that it signed of a log, twice: each copy is on disk before the next is written, and both before
/// anything is signed. So a write that is cut off leaves what was signed, and a copy that goes bad is told from the other.
/// </summary>
internal sealed class WitnessedHead : IDisposable
{
    private const int Place = 4096;

    private readonly FileStream _file;
    private readonly NoteKey _log;

    private WitnessedHead(FileStream file, NoteKey log) => (_file, _log) = (file, log);

    /// <summary>Opens the file of a log, and makes it when it is missing.</summary>
    /// <exception cref="StoreException">It holds something, and nothing that can be read.</exception>
    public static WitnessedHead Open(string folder, NoteKey log)
    {
        // Names of logs are addresses; a hash is always a name of a file.
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log.Name)))[..32]);
        var head = new WitnessedHead(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read), log);
        try
        {
            if (head._file.Length > 0 && head.Seen is null)
                throw new StoreException(
                    $"{path} is damaged: what this witness has seen of {log.Name} cannot be read, or was signed with another key. A witness that has forgotten signs no more: make a new one, with another key."
                );
            return head;
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    /// <summary>The last checkpoint that was kept; nothing before the first.</summary>
    public Checkpoint? Seen => ((Checkpoint?[])[At(0), At(Place)]).Where(c => c is not null).MaxBy(c => c!.Size);

    /// <summary>Keeps a checkpoint: it is on disk, twice, when it returns.</summary>
    public void Keep(SignedNote note)
    {
        var bytes = note.ToBytes();
        if (bytes.Length >= Place)
            throw new IOException($"A checkpoint of {bytes.Length} bytes is too long to be kept.");
        Array.Resize(ref bytes, Place);
        for (var at = 0; at <= Place; at += Place)
        {
            _file.Seek(at, SeekOrigin.Begin);
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private Checkpoint? At(long place)
    {
        var bytes = new byte[Place];
        _file.Seek(place, SeekOrigin.Begin);
        var length = _file.ReadAtLeast(bytes, Place, throwOnEndOfStream: false);
        try
        {
            var note = SignedNote.Read(bytes.AsSpan(0, length).TrimEnd((byte)0));
            var head = Checkpoint.Read(note.Text);
            return head.Origin == _log.Name && note.IsSignedBy(_log) ? head : null;
        }
        catch (LogException)
        {
            return null;
        }
    }
}
