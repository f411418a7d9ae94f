using System.Security.Cryptography;
using System.Text;

namespace Headgate.Store;

/// <summary>
/// Seals what must stay readable only until its person is erased: AES-256-GCM under a key per data subject, each key wrapped by the master key, which lives
/// in a file of its own outside the database. Destroying a subject's key makes everything sealed under it unreadable.
/// </summary>
public sealed class Sealer
{
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly byte[] _master;
    private readonly byte[] _cursor;

    /// <summary>Takes the master key, 32 bytes.</summary>
    public Sealer(byte[] master)
    {
        _master = master;
        _cursor = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "cursor"u8.ToArray());
    }

    /// <summary>Reads the master key of a data folder, and makes it, readable by its owner only, when it is missing.</summary>
    public static Sealer Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "master.key");
        var key = KeyFile.Read(file, () => RandomNumberGenerator.GetBytes(32));
        return key.Length == 32 ? new(key) : throw new StoreException($"{file} is not a master key of 32 bytes. Restore it from a backup.");
    }

    /// <summary>Seals for a subject, making the subject's key in the same transaction when there is none.</summary>
    public async ValueTask<byte[]> Seal(Session session, string tenant, string subject, byte[] plain)
    {
        var key = await KeyOf(session, tenant, subject);
        if (key is null)
        {
            key = RandomNumberGenerator.GetBytes(32);
            var isOurs = await session.Execute(
                "INSERT INTO subject_keys (tenant, subject, wrapped) VALUES (@tenant, @subject, @wrapped) ON CONFLICT DO NOTHING",
                ("tenant", tenant),
                ("subject", subject),
                ("wrapped", Wrap(tenant, subject, key))
            );
            if (isOurs == 0)
                key = (await KeyOf(session, tenant, subject))!;
        }
        return Encrypt(key, plain, Bound(tenant, subject));
    }

    /// <summary>Opens what was sealed for a subject; nothing when the subject's key is destroyed.</summary>
    public async ValueTask<byte[]?> Unseal(Session session, string tenant, string subject, byte[] sealedBytes) =>
        await KeyOf(session, tenant, subject) is { } key ? Decrypt(key, sealedBytes, Bound(tenant, subject)) : null;

    /// <summary>The keys of many subjects that still have one.</summary>
    internal async ValueTask<IReadOnlyDictionary<string, byte[]>> KeysOf(Session session, string tenant, IEnumerable<string> subjects)
    {
        var rows = await session.Query<KeyRow>(
            "SELECT subject, wrapped FROM subject_keys WHERE tenant = @tenant AND " + session.Dialect.In("subject", "@subjects"),
            ("tenant", tenant),
            ("subjects", subjects.Distinct(StringComparer.Ordinal).ToList())
        );
        return rows.ToDictionary(r => r.Subject, r => Unwrap(tenant, r.Subject, r.Wrapped), StringComparer.Ordinal);
    }

    /// <summary>Opens what was sealed for a subject with that subject's key.</summary>
    internal static byte[] Open(byte[] key, string tenant, string subject, byte[] sealedBytes) =>
        Decrypt(key, sealedBytes, Bound(tenant, subject));

    /// <summary>A key as it is kept: under the master key, bound to whose it is.</summary>
    internal byte[] Wrap(string tenant, string subject, byte[] key) => Encrypt(_master, key, Bound(tenant, subject));

    /// <summary>A key that was kept.</summary>
    internal byte[] Unwrap(string tenant, string subject, byte[] wrapped) => Decrypt(_master, wrapped, Bound(tenant, subject));

    /// <summary>Seals a cursor for whom it is given to.</summary>
    public string SealCursor(string text, string boundTo) =>
        Convert
            .ToBase64String(Encrypt(_cursor, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(boundTo)))
            .Replace('+', '-')
            .Replace('/', '_')
            .TrimEnd('=');

    /// <summary>Seals a text so that the same one looks the same, for an answer that is decided twice: the nonce is made of what is sealed.</summary>
    public string SealAgain(string text, string boundTo)
    {
        var (plain, bound) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(boundTo));
        var nonce = HMACSHA256.HashData(_cursor, (byte[])[.. bound, 0, .. plain]).AsSpan(0, Nonce);
        return Convert.ToBase64String(Encrypt(_cursor, plain, bound, nonce)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    /// <summary>Opens a cursor; nothing when it is forged, damaged or somebody else's.</summary>
    public string? OpenCursor(string cursor, string boundTo)
    {
        try
        {
            var padded = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
            return Encoding.UTF8.GetString(Decrypt(_cursor, Convert.FromBase64String(padded), Encoding.UTF8.GetBytes(boundTo)));
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private async ValueTask<byte[]?> KeyOf(Session session, string tenant, string subject)
    {
        var wrapped = (byte[]?)
            await session.Scalar(
                "SELECT wrapped FROM subject_keys WHERE tenant = @tenant AND subject = @subject",
                ("tenant", tenant),
                ("subject", subject)
            );
        return wrapped is null ? null : Unwrap(tenant, subject, wrapped);
    }

    private sealed class KeyRow
    {
        public string Subject { get; init; } = "";
        public byte[] Wrapped { get; init; } = [];
    }

    private static byte[] Bound(string tenant, string subject) => Encoding.UTF8.GetBytes($"{tenant}\n{subject}");

    private static byte[] Encrypt(byte[] key, byte[] plain, byte[] bound, ReadOnlySpan<byte> nonce = default)
    {
        var output = new byte[Nonce + plain.Length + Tag];
        if (nonce.IsEmpty)
            RandomNumberGenerator.Fill(output.AsSpan(0, Nonce));
        else
            nonce.CopyTo(output);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(output.AsSpan(0, Nonce), plain, output.AsSpan(Nonce, plain.Length), output.AsSpan(Nonce + plain.Length), bound);
        return output;
    }

    private static byte[] Decrypt(byte[] key, byte[] input, byte[] bound)
    {
        if (input.Length < Nonce + Tag)
            throw new CryptographicException("Too short.");
        var plain = new byte[input.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(input.AsSpan(0, Nonce), input.AsSpan(Nonce, plain.Length), input.AsSpan(Nonce + plain.Length), plain, bound);
        return plain;
    }
}
