namespace Headgate.Store;

/// <summary>
/// A file that holds a key, which only its owner reads. It is made whole or not at all: a key that was half written when the machine stopped would be taken
/// for a damaged one by whoever starts next, and no server would start again without a person.
/// </summary>
internal static class KeyFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What the file holds; made first where it is missing. Of two processes that make it at once, both get what the first one wrote.</summary>
    /// <param name="file">Its path, in a folder that is there.</param>
    /// <param name="make">A new key.</param>
    /// <exception cref="StoreException">Another process holds the file and does not let go.</exception>
    public static byte[] Read(string file, Func<byte[]> make)
    {
        byte[]? key = null;
        return SpinWait.SpinUntil(() => (key = File.Exists(file) ? Kept(file) : Made(file, make)) is not null, Patience)
            ? key!
            : throw new StoreException($"Another process is making {file} and does not end. End it and start again.");
    }

    // Nothing while somebody has it alone.
    private static byte[]? Kept(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException held) when (IsHeld(held))
        {
            return null;
        }
    }

    // What a killed process left of it is written over: the name is always the same, and whoever writes has it alone. Nothing while somebody else has.
    private static byte[]? Made(string file, Func<byte[]> make)
    {
        var next = file + ".new";
        FileStream stream;
        try
        {
            stream = Alone(next);
        }
        catch (IOException held) when (IsHeld(held))
        {
            return null;
        }
        using (stream)
        {
            if (File.Exists(file))
            {
                File.Delete(next);
                return null;
            }
            var key = make();
            stream.SetLength(0);
            stream.Write(key);
            stream.Flush(flushToDisk: true);
            File.Move(next, file, overwrite: true);
            return key;
        }
    }

    // Its own type: what is missing or full has another.
    private static bool IsHeld(IOException failure) => failure.GetType() == typeof(IOException);

    private static FileStream Alone(string next)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            // There a file that is open moves only with its opener's leave.
            Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(next, options);
    }
}
