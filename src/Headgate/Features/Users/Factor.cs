using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Users;

/// <summary>What a person proves to be themselves with: a password, the key of an authenticator, a recovery code, a passkey.</summary>
public static class Factor
{
    /// <summary>A password, kept as a sealed PBKDF2 hash; it never stands alone.</summary>
    public const string Password = "password";

    /// <summary>The key of an authenticator (RFC 6238), sealed; its counter is the last time step that was used.</summary>
    public const string Totp = "totp";

    /// <summary>A code that is good once, kept as its SHA-256.</summary>
    public const string Recovery = "recovery";

    /// <summary>A passkey (WebAuthn): a public key and its sign counter.</summary>
    public const string Passkey = "passkey";

    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "factor",
        "fac",
        "factors",
        [
            new("user_id", Internal),
            new("kind", Internal),
            new("name", Internal),
            new("secret", Internal) { Bookkeeping = true },
            new("key_id", Internal),
            new("counter", Internal, Whole),
            new("flags", Internal),
            new("made_by", Internal),
            new("used_at", Internal, Whole),
            new("ended_at", Internal, Whole),
            .. Columns.Clocks,
        ]
    );
}
