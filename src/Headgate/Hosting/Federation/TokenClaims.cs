using System.Buffers.Text;
using System.Text.Json;
using Headgate.Features.Identities;
using Headgate.Gate;

namespace Headgate.Hosting.Federation;

/// <summary>The claims of a token or of an answer about a person.</summary>
internal sealed class TokenClaims(JsonElement claims)
{
    /// <summary>Of the middle part of a JWT; nothing when it is none.</summary>
    public static TokenClaims? Of(string part)
    {
        try
        {
            return JsonElement.Parse(Base64Url.DecodeFromChars(part)) is { ValueKind: JsonValueKind.Object } found ? new(found) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether there is such a claim.</summary>
    public bool Has(string name) => claims.TryGetProperty(name, out _);

    /// <summary>A text; nothing when it is none.</summary>
    public string? Word(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>An instant in seconds; nothing when it is none.</summary>
    public DateTimeOffset? Instant(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var seconds)
        && seconds is > 0 and < 99_999_999_999
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    /// <summary>Whether it is true: as itself, and as Entra and some others write it.</summary>
    public bool IsTrue(string name) =>
        Find(name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.String } text => text.GetString() is "true" or "1",
            { ValueKind: JsonValueKind.Number } number => number.TryGetInt32(out var one) && one == 1,
            _ => false,
        };

    /// <summary>A list of texts, or one that stands for itself.</summary>
    public string[] Words(string name) =>
        Find(name) switch
        {
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { ValueKind: JsonValueKind.Array } list =>
            [
                .. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!),
            ],
            _ => [],
        };

    /// <summary>The scopes of an access token: <c>scope</c> (RFC 9068), or <c>scp</c> as Entra and Okta write it. A dot stands for our colon.</summary>
    public Scope Scopes()
    {
        var known = Scope.None;
        foreach (var word in Words("scope").Concat(Words("scp")).SelectMany(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            if (Gate.Scopes.TryParse(word.Replace('.', ':'), out var scope, out _))
                known |= scope;
        return known;
    }

    /// <summary>The client that a token was given to (RFC 9068; <c>azp</c> of OpenID Connect; <c>appid</c> and <c>cid</c> of Entra and Okta).</summary>
    public string? Client => Word("client_id") ?? Word("azp") ?? Word("appid") ?? Word("cid");

    /// <summary>What it says of the person, after a provider's rules.</summary>
    public Person PersonOf(ProviderRules rules)
    {
        var email = Word(rules.EmailClaim);
        return new(
            Word(rules.SubjectClaim) is { Length: > 0 and <= 255 } subject ? subject : null,
            email is { Length: <= 254 } && EmailForm.IsPlausible(email) ? email : null,
            rules.TrustEmail || IsTrue(rules.VerifiedClaim),
            Word(rules.NameClaim) is { } name && Text.Clean(name).Trim() is { Length: > 0 } clean
                ? clean[..Math.Min(clean.Length, 200)]
                : null,
            [.. Words(rules.RolesClaim).Where(g => g.Length is > 0 and <= 200).Take(500)]
        );
    }

    // By its whole name, which may be an address; else each dot leads into an object.
    private JsonElement? Find(string name)
    {
        if (claims.TryGetProperty(name, out var whole))
            return whole;
        var at = claims;
        foreach (var part in name.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out var inner))
                return null;
            at = inner;
        }
        return at;
    }

    /// <summary>A person as a token names one.</summary>
    internal sealed record Person(string? Subject, string? Email, bool Verified, string? Name, string[] Groups);
}
