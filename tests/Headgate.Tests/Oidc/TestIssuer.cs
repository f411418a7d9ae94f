using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Tests.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Tests.Oidc;

/// <summary>An identity provider that can do everything wrong, each thing alone.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string Client = "headgate";
    public const string Secret = "a secret/of Headgate+at the provider";
    public const string Kid = "first";

    private readonly WebApplication _host;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _codes = new();

    public TestIssuer(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _host = builder.Build();
        _host.MapGet("/.well-known/openid-configuration", Discovery);
        _host.MapGet("/keys", PublishedKeys);
        _host.MapGet("/authorize", Authorize);
        _host.MapPost("/token", (Delegate)Redeem);
        _host.MapGet("/userinfo", () => Results.Json(UserInfo));
    }

    /// <summary>Its keys, by their ids.</summary>
    public Dictionary<string, RSA> Keys { get; } = new(StringComparer.Ordinal) { [Kid] = RSA.Create(2048) };

    /// <summary>Who signs in.</summary>
    public Dictionary<string, object?> Person { get; set; } =
        new(StringComparer.Ordinal)
        {
            ["sub"] = "248289761001",
            ["email"] = "mia@northwind.example",
            ["email_verified"] = true,
            ["name"] = "Mia Member",
        };

    /// <summary>What it tells of whoever signs in, besides the token.</summary>
    public Dictionary<string, object?> UserInfo { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is answered.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether it says that its answers name it (RFC 9207).</summary>
    public bool NamesItself { get; set; } = true;

    /// <summary>Changes the id token's claims.</summary>
    public Action<Dictionary<string, object?>>? Claims { get; set; }

    /// <summary>Makes the id token otherwise.</summary>
    public Func<Dictionary<string, object?>, string>? Signs { get; set; }

    /// <summary>How often its keys were fetched.</summary>
    public int KeysFetched;

    /// <summary>How often a code was redeemed, or somebody tried to.</summary>
    public int Redeemed;

    /// <summary>Its issuer.</summary>
    public string Issuer => _host.Urls.First();

    public Task Start() => _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>A token with the usual times.</summary>
    public Dictionary<string, object?> Token(string audience, params (string Name, object? Value)[] more)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object?> claims = new(Person, StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = audience,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        foreach (var (name, value) in more)
            claims[name] = value;
        return claims;
    }

    /// <summary>Signs with RS256.</summary>
    public string Sign(Dictionary<string, object?> claims, string type = "JWT", string kid = Kid, RSA? key = null) =>
        Signed(
            new()
            {
                ["alg"] = "RS256",
                ["typ"] = type,
                ["kid"] = kid,
            },
            claims,
            text => (key ?? Keys[kid]).SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        );

    /// <summary>Signs with a header of one's own.</summary>
    public static string Signed(Dictionary<string, object?> header, Dictionary<string, object?> claims, Func<byte[], byte[]> sign)
    {
        var text = Part(header) + "." + Part(claims);
        return text + "." + Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>The left half of a hash, by which an id token names an access token.</summary>
    public static string HalfHash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, 16));

    private static string Part(Dictionary<string, object?> part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part.Where(p => p.Value is not null).ToDictionary()));

    private IResult Discovery() =>
        IsDown
            ? Results.StatusCode(503)
            : Results.Json(
                new
                {
                    issuer = Issuer,
                    authorization_endpoint = Issuer + "/authorize",
                    token_endpoint = Issuer + "/token",
                    userinfo_endpoint = Issuer + "/userinfo",
                    jwks_uri = Issuer + "/keys",
                    response_types_supported = new[] { "code" },
                    subject_types_supported = new[] { "public" },
                    id_token_signing_alg_values_supported = new[] { "RS256" },
                    authorization_response_iss_parameter_supported = NamesItself,
                }
            );

    private IResult PublishedKeys()
    {
        if (IsDown)
            return Results.StatusCode(503);
        Interlocked.Increment(ref KeysFetched);
        return Results.Json(
            new
            {
                keys = Keys.Select(k =>
                {
                    var key = k.Value.ExportParameters(includePrivateParameters: false);
                    return new
                    {
                        kty = "RSA",
                        use = "sig",
                        alg = "RS256",
                        kid = k.Key,
                        n = Base64Url.EncodeToString(key.Modulus),
                        e = Base64Url.EncodeToString(key.Exponent),
                    };
                }),
            }
        );
    }

    private IResult Authorize(HttpContext http)
    {
        var asked = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _codes[code] = asked;
        var back = $"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"])}";
        return Results.Redirect(NamesItself ? $"{back}&iss={Uri.EscapeDataString(Issuer)}" : back);
    }

    private async Task<IResult> Redeem(HttpContext http)
    {
        Interlocked.Increment(ref Redeemed);
        var form = await http.Request.ReadFormAsync();
        var basic = Encoding.ASCII.GetString(Convert.FromBase64String(http.Request.Headers.Authorization.ToString()["Basic ".Length..]));
        if (
            basic != $"{Client}:{Uri.EscapeDataString(Secret)}"
            || !_codes.TryRemove(form["code"].ToString(), out var asked)
            || form["redirect_uri"] != asked["redirect_uri"]
            || Browser.Challenge(form["code_verifier"].ToString()) != asked["code_challenge"]
        )
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var access = "opaque-" + Guid.NewGuid();
        var claims = Token(Client, ("nonce", asked["nonce"]), ("at_hash", HalfHash(access)));
        Claims?.Invoke(claims);
        return Results.Json(
            new
            {
                access_token = access,
                token_type = "Bearer",
                expires_in = 300,
                id_token = Signs?.Invoke(claims) ?? Sign(claims),
            }
        );
    }
}
