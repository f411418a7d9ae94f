using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>The files of a data folder, copied out and back in.</summary>
public static class DataFolder
{
    private const string Marker = "headgate-backup";

    private const string Checkpoints = "checkpoints";

    private static readonly string[] Keys = ["master.key", "log.key"];

    private static readonly string[] Databases = ["headgate.db", "sandbox.db"];

    /// <summary>Copies both databases, consistent and while they are in use, and the keys, into a new folder.</summary>
    /// <exception cref="StoreException">The folder is not empty, or cannot be written.</exception>
    public static async Task Backup(Site site, string target, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(target))
            throw new StoreException("Say where the backup goes.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new StoreException($"{target} is not empty.");
        try
        {
            Directory.CreateDirectory(target);
            Private(target);
            // Before the database: checkpoints that a copy has and its database has not would look like a log that was put back.
            var checkpoints = site.Settings.Checkpoints ?? Path.Combine(site.Settings.Data, Checkpoints);
            if (File.Exists(checkpoints))
                File.Copy(checkpoints, Path.Combine(target, Checkpoints));
            await site.WorldOf(Realm.Production).Database.Backup(Path.Combine(target, Databases[0]), cancel);
            await site.WorldOf(Realm.Sandbox).Database.Backup(Path.Combine(target, Databases[1]), cancel);
            foreach (var key in Keys)
                File.Copy(Path.Combine(site.Settings.Data, key), Path.Combine(target, key));
            await File.WriteAllTextAsync(Path.Combine(target, Marker), Product.Version + "\n", cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{target} cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Puts a backup into an empty data folder.</summary>
    /// <exception cref="StoreException">It is not a backup, or the folder holds data already.</exception>
    public static void Restore(string source, string data)
    {
        if (!File.Exists(Path.Combine(source, Marker)))
            throw new StoreException($"{source} is not a Headgate backup: it has no file '{Marker}'.");
        if (Databases.Any(d => File.Exists(Path.Combine(data, d))))
            throw new StoreException($"{data} holds data already. Restore into an empty folder, then point the server at it.");
        Directory.CreateDirectory(data);
        Private(data);
        // A backup of an earlier version has no log and no key of one.
        foreach (var file in (string[])[.. Databases, .. Keys, Checkpoints])
            if (file is "headgate.db" or "sandbox.db" or "master.key" || File.Exists(Path.Combine(source, file)))
                File.Copy(Path.Combine(source, file), Path.Combine(data, file));
    }

    /// <summary>Copies the real database of a copy, with its key, to a folder of its own, for whoever only tries something on it.</summary>
    /// <exception cref="StoreException">It is no copy.</exception>
    public static string CopyAside(string copy)
    {
        if (!File.Exists(Path.Combine(copy, Databases[0])) || !File.Exists(Path.Combine(copy, "master.key")))
            throw new StoreException(
                $"{copy} is no copy of a data folder: it needs {Databases[0]} and master.key. Make one with: headgate backup"
            );
        var folder = Directory.CreateTempSubdirectory("headgate-replay-").FullName;
        Private(folder);
        foreach (var name in (string[])[Databases[0], Databases[0] + "-wal", "master.key"])
            if (File.Exists(Path.Combine(copy, name)))
                File.Copy(Path.Combine(copy, name), Path.Combine(folder, name));
        return folder;
    }

    /// <summary>Removes such a copy.</summary>
    public static void Drop(string folder) => Directory.Delete(folder, recursive: true);

    /// <summary>Makes a folder its owner's alone.</summary>
    public static void Private(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
