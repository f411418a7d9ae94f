using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>What an access token of an identity provider costs (RS256, 2,048 bits): at first sight, with its signature checked, and known from then on.</summary>
internal static class ForeignBench
{
    private const int Tokens = 3_000;
    private const string Audience = "api://headgate";

    public static async Task Run(Site site, Principal by)
    {
        using var key = RSA.Create(2048);
        await using var issuer = await Issuer(key);
        var address = issuer.Urls.First();
        await Ask(
            "providers.configure",
            new
            {
                name = "Provider",
                issuer = address,
                client = "headgate",
                client_secret = "a secret",
                uses = new[] { "tokens" },
                audiences = new[] { Audience },
                loopback = true,
            }
        );
        await Ask(
            "users.invite",
            new
            {
                name = "Mia Member",
                email = "mia@bench.example",
                role = "rep",
            }
        );
        site.Federation.Forget();
        var (first, known) = (new List<double>(), new List<double>());
        for (var i = 0; i < Tokens; i++)
        {
            var token = Token(key, address, i);
            foreach (var taken in (List<double>[])[first, known])
            {
                var began = Stopwatch.GetTimestamp();
                if (await site.Federation.Tokens.Accept(token, null, _ => null, CancellationToken.None) is null)
                    throw new InvalidOperationException("The token was not taken.");
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        Console.WriteLine($"a provider's token: at first sight p50 {Median(first):f4} ms, known p50 {Median(known):f4} ms");

        async Task Ask(string action, object given)
        {
            var outcome = await site.Pass(by, Door.Rest, action, JsonSerializer.SerializeToElement(given));
            if (outcome.Refusal is { } refusal)
                throw new InvalidOperationException($"{refusal.Code}: {refusal.Why}");
        }
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static async Task<WebApplication> Issuer(RSA key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var host = builder.Build();
        var at = key.ExportParameters(includePrivateParameters: false);
        var published = new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "one",
            n = Base64Url.EncodeToString(at.Modulus),
            e = Base64Url.EncodeToString(at.Exponent),
        };
        host.MapGet("/keys", () => Results.Json(new { keys = new[] { published } }));
        host.MapGet(
            "/.well-known/openid-configuration",
            () =>
                Results.Json(
                    new
                    {
                        issuer = host.Urls.First(),
                        authorization_endpoint = host.Urls.First() + "/authorize",
                        token_endpoint = host.Urls.First() + "/token",
                        jwks_uri = host.Urls.First() + "/keys",
                        response_types_supported = new[] { "code" },
                        subject_types_supported = new[] { "public" },
                        id_token_signing_alg_values_supported = new[] { "RS256" },
                    }
                )
        );
        await host.StartAsync();
        return host;
    }

    private static string Token(RSA key, string issuer, int number)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var text =
            Part(
                new
                {
                    alg = "RS256",
                    typ = "at+jwt",
                    kid = "one",
                }
            )
            + "."
            + Part(
                new
                {
                    iss = issuer,
                    aud = Audience,
                    iat = now,
                    exp = now + 300,
                    jti = $"{number}",
                    sub = "248289761001",
                    email = "mia@bench.example",
                    email_verified = true,
                    name = "Mia Member",
                    client_id = "assistant",
                    scope = "mcp:read",
                }
            );
        return text
            + "."
            + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
