using System.Security.Cryptography;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>The key that signs checkpoints: ECDSA over P-256, in a file of its own in the data folder, which only its owner reads.</summary>
internal sealed class LogKey(ECDsa key)
{
    /// <summary>How the names of all trees begin.</summary>
    public const string Realm = "headgate/";

    /// <summary>What a tree is called in its checkpoints.</summary>
    public static string OriginOf(string tenant) => Realm + (tenant == Database.Everyone ? "root" : tenant);

    /// <summary>Signs for a tree.</summary>
    public NoteSigner SignerOf(string tenant) => new(OriginOf(tenant), key);

    /// <summary>Signs under another name: a witness's.</summary>
    public NoteSigner Named(string name) => new(name, key);

    /// <summary>Reads the key of a data folder, and makes it when it is missing.</summary>
    /// <exception cref="StoreException">The file is no key.</exception>
    public static LogKey Open(string folder, string name = "log.key")
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file, options);
            stream.Write(made.ExportPkcs8PrivateKey());
            stream.Flush(flushToDisk: true);
        }
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(File.ReadAllBytes(file), out _);
            return new(key);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw new StoreException($"{file} is not the key that signs checkpoints. Restore it from a backup.");
        }
    }
}
