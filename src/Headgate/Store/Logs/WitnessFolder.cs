using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>
/// A witness's own folder: its key, the logs that it signs for (<c>logs</c>, a verifier key a line), and what it has seen of each. One program has it at a
/// time: two that each knew half would sign what contradicts.
/// </summary>
internal sealed class WitnessFolder : IDisposable
{
    private readonly FileStream _alone;
    private readonly Dictionary<string, WitnessedHead> _heads = new(StringComparer.Ordinal);

    private WitnessFolder(FileStream alone) => _alone = alone;

    /// <summary>What its signatures are checked with.</summary>
    public NoteKey Key { get; private set; } = null!;

    /// <summary>The logs that it signs for.</summary>
    public IReadOnlyCollection<string> Logs => _heads.Keys;

    /// <summary>Answers requests.</summary>
    public Cosigner Cosigner { get; private set; } = null!;

    /// <summary>Opens a folder, and makes it when it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The witness's name.</param>
    /// <param name="more">Verifier keys of logs to be added to those that it has.</param>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static WitnessFolder Open(string folder, string name, IEnumerable<string> more)
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, mode);
        FileStream alone;
        try
        {
            alone = new(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new StoreException($"{folder} is in use by another witness.", taken);
        }
        var opened = new WitnessFolder(alone);
        try
        {
            opened.Fill(folder, name, more);
            return opened;
        }
        catch (LogException wrong)
        {
            opened.Dispose();
            throw new StoreException(wrong.Message, wrong);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var head in _heads.Values)
            head.Dispose();
        _alone.Dispose();
    }

    private void Fill(string folder, string name, IEnumerable<string> more)
    {
        var signer = LogKey.Open(folder, "witness.key").Named(name);
        var logs = Known(Path.Combine(folder, "logs"), more);
        var heads = Path.Combine(folder, "heads");
        Directory.CreateDirectory(heads);
        foreach (var (origin, key) in logs)
            _heads.Add(origin, WitnessedHead.Open(heads, key));
        Key = signer.Key;
        Cosigner = new(signer, logs, note => _heads[Checkpoint.Read(note.Text).Origin].Keep(note));
        Cosigner.Remember(_heads.Values.Select(h => h.Seen).OfType<Checkpoint>());
    }

    // One key for each: a log whose key changes is another log.
    private static Dictionary<string, NoteKey> Known(string file, IEnumerable<string> more)
    {
        var logs = new Dictionary<string, NoteKey>(StringComparer.Ordinal);
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        foreach (var key in lines.Concat(more).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(NoteKey.Read))
            if (!logs.TryAdd(key.Name, key) && logs[key.Name] != key)
                throw new StoreException($"Two keys are given for the log {key.Name}. A log has one.");
        if (logs.Count == 0)
            throw new StoreException(
                "Say for which logs it signs: --log with the verifier key of each, which 'headgate audit key' shows, or a file 'logs' in its folder, a key a line."
            );
        File.AppendAllLines(file, more.Except(lines, StringComparer.Ordinal));
        return logs;
    }
}
