using System.IO.Compression;

namespace Headgate.Store.Logs;

/// <summary>Where the files of an exported log go: a folder, or an archive when the name ends in <c>.zip</c>.</summary>
internal abstract class BundleFolder : IDisposable
{
    /// <summary>Writes a file.</summary>
    public abstract void Put(string name, byte[] bytes);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Begins one.</summary>
    /// <exception cref="StoreException">Something is there already.</exception>
    public static BundleFolder At(string target)
    {
        if (File.Exists(target) || Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new StoreException($"{target} exists already. Choose another name.");
        try
        {
            return target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? new Archive(target) : new Plain(target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{target} cannot be written: {failure.Message}", failure);
        }
    }

    private sealed class Plain(string target) : BundleFolder
    {
        private string? _made;

        public override void Put(string name, byte[] bytes)
        {
            var path = Path.Combine(target, name);
            var folder = Path.GetDirectoryName(path)!;
            if (folder != _made)
                Directory.CreateDirectory(_made = folder);
            File.WriteAllBytes(path, bytes);
        }

        public override void Dispose() { }
    }

    private sealed class Archive(string target) : BundleFolder
    {
        private readonly ZipArchive _archive = ZipFile.Open(target, ZipArchiveMode.Create);

        public override void Put(string name, byte[] bytes)
        {
            using var stream = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            stream.Write(bytes);
        }

        public override void Dispose() => _archive.Dispose();
    }
}
