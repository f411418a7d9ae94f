using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headgate.Tests.People;

/// <summary>An authenticator in software (WebAuthn level 3), whose every word can be a wrong one: P-256, no attestation.</summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 1;
    private const byte Verified = 4;
    private const byte HasKey = 64;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);
    public string User { get; set; } = "";
    public string Origin { get; set; } = "";
    public string Name { get; set; } = "localhost";
    public uint Counter { get; set; } = 1;
    public bool VerifiesPerson { get; set; } = true;
    public bool IsCrossOrigin { get; set; }

    /// <summary>The answer to <c>navigator.credentials.create</c>.</summary>
    public string Create(string options)
    {
        var asked = JsonElement.Parse(options);
        User = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(asked.GetProperty("user").GetProperty("id").GetString()));
        var said = Said("webauthn.create", asked.GetProperty("challenge").GetString()!);
        byte[] data = [.. Data(HasKey), .. new byte[16], 0, (byte)Id.Length, .. Id, .. PublicKey()];
        // {"fmt": "none", "attStmt": {}, "authData": data}
        byte[] attestation =
        [
            0xA3,
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xA0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        return Answer(
            new
            {
                clientDataJSON = Text(said),
                attestationObject = Text(attestation),
                transports = new[] { "internal" },
            }
        );
    }

    /// <summary>The answer to <c>navigator.credentials.get</c>.</summary>
    public string Get(string options) => Get(options, JsonElement.Parse(options).GetProperty("challenge").GetString()!);

    /// <summary>The same for another challenge.</summary>
    public string Get(string options, string challenge)
    {
        var said = Said("webauthn.get", challenge);
        var data = Data(0);
        var signature = _key.SignData([.. data, .. SHA256.HashData(said)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(
            new
            {
                clientDataJSON = Text(said),
                authenticatorData = Text(data),
                signature = Text(signature),
                userHandle = Text(Encoding.UTF8.GetBytes(User)),
            }
        );
    }

    private string Answer(object response) =>
        JsonSerializer.Serialize(
            new
            {
                id = Text(Id),
                rawId = Text(Id),
                type = "public-key",
                clientExtensionResults = new { },
                authenticatorAttachment = "platform",
                response,
            }
        );

    private byte[] Said(string type, string challenge) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge,
                origin = Origin,
                crossOrigin = IsCrossOrigin,
            }
        );

    private byte[] Data(byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Name)), (byte)(flags | Present | (VerifiesPerson ? Verified : 0)), .. counter];
    }

    // COSE (RFC 9053): {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    private byte[] PublicKey()
    {
        var at = _key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. at.X!, 0x22, 0x58, 0x20, .. at.Y!];
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose() => _key.Dispose();
}
