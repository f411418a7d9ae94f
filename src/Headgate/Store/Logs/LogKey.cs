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
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(KeyFile.Read(file, Fresh), out _);
            return new(key);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw new StoreException($"{file} is not the key that signs checkpoints. Restore it from a backup.");
        }
    }

    private static byte[] Fresh()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return made.ExportPkcs8PrivateKey();
    }
}
