using System.IO.Compression;

namespace Headgate.Verify;

/// <summary>The files of a bundle, in a folder or an archive.</summary>
internal abstract class Files : IDisposable
{
    /// <summary>Their names, with slashes; a name that an archive has twice is there twice.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>A file, or nothing when it cannot be read.</summary>
    public abstract byte[]? Read(string name);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Opens a bundle.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static Files Open(string path) => Directory.Exists(path) ? new Folder(path) : new Archive(path);

    private sealed class Folder(string path) : Files
    {
        public override IReadOnlyList<string> Names { get; } =
        [
            .. Directory
                .EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
                .Select(f => Path.GetRelativePath(path, f).Replace('\\', '/')),
        ];

        public override byte[]? Read(string name)
        {
            try
            {
                return File.ReadAllBytes(Path.Combine(path, name));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        public override void Dispose() { }
    }

    private sealed class Archive : Files
    {
        private readonly ZipArchive _archive;
        private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

        public Archive(string path)
        {
            _archive = ZipFile.OpenRead(path);
            var files = _archive.Entries.Where(e => !e.FullName.EndsWith('/')).ToList();
            Names = [.. files.Select(f => f.FullName)];
            foreach (var file in files)
                _entries[file.FullName] = file;
        }

        public override IReadOnlyList<string> Names { get; }

        // One reader at a time: the archive has one place where it reads.
        public override byte[]? Read(string name)
        {
            if (!_entries.TryGetValue(name, out var entry))
                return null;
            lock (_archive)
            {
                try
                {
                    using var stream = entry.Open();
                    using var bytes = new MemoryStream((int)Math.Clamp(entry.Length, 0, 64 << 20));
                    stream.CopyTo(bytes);
                    return bytes.ToArray();
                }
                catch (Exception failure) when (failure is IOException or InvalidDataException)
                {
                    return null;
                }
            }
        }

        public override void Dispose() => _archive.Dispose();
    }
}
