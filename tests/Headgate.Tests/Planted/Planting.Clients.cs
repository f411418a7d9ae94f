using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Tests.OAuth;

namespace Headgate.Tests.Planted;

internal sealed partial class Planting
{
    // A client by its person's consent: codes, verifiers, access tokens and refresh tokens, good and used up.
    private async Task Connect()
    {
        var registered = await Post(
            "registration",
            "/oauth/register",
            Browser.Json(new { client_name = "Planted", redirect_uris = new[] { Browser.Callback } })
        );
        Client = JsonElement.Parse(Encoding.UTF8.GetBytes(Body(registered))).GetProperty("client_id").GetString()!;
        foreach (var which in (string[])["redeemed", "unused", "replayed"])
        {
            var verifier = canaries.Plant($"the verifier of a {which} code", Canaries.Word() + "verifier");
            var code = await Consent(which, verifier);
            if (which == "unused")
                continue;
            var told = await Redeem(code, verifier, $"an access token of a {which} code", $"a refresh token of a {which} code");
            Given($"an access token of a {which} code", "hgo_", told);
            var refresh = Given($"a refresh token of a {which} code", "hgr_", told);
            if (which == "replayed")
                await Redeem(code, verifier);
            else
            {
                var again = await Refresh(refresh, "a refreshed access token", "a second refresh token");
                Given("a refreshed access token", "hgo_", again);
                var second = Given("a second refresh token", "hgr_", again);
                await Form("introspection", "/oauth/introspect", new() { ["token"] = second }, bearer: Person);
                await Form("revocation", "/oauth/revoke", new() { ["token"] = second });
                await Refresh(refresh);
            }
        }
        await Redeem(
            await Consent("badly redeemed", canaries.Plant("the right verifier", Canaries.Word() + "right")),
            canaries.Fresh("a wrong verifier", "") + "wrong"
        );
    }

    private async Task<string> Consent(string which, string verifier)
    {
        var state = canaries.Plant($"the state of a {which} code", Canaries.Word());
        var asked =
            $"/oauth/authorize?response_type=code&client_id={Client}&redirect_uri={Uri.EscapeDataString(Browser.Callback)}&code_challenge={Browser.Challenge(verifier)}&code_challenge_method=S256&scope=mcp:read&state={state}";
        var page = await Get("the consent page", asked, r => r.Headers.Add("Cookie", Cookie));
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["request"] = WebUtility.HtmlDecode(Sealed().Match(page).Groups[1].Value),
            ["decision"] = "allow",
            ["time"] = "day",
            ["scope"] = "mcp:read",
        };
        var told = await Form("consent", "/oauth/authorize", form, [$"a {which} code", $"the state of a {which} code"], cookie: Cookie);
        await Form("consent once more", "/oauth/authorize", form, [$"the state of a {which} code"], cookie: Cookie);
        return Given($"a {which} code", "hgc_", told);
    }

    private Task<string> Redeem(string code, string verifier, params string[] gives) =>
        Form(
            "a code is redeemed",
            "/oauth/token",
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = Browser.Callback,
                ["client_id"] = Client,
                ["code_verifier"] = verifier,
            },
            gives
        );

    private Task<string> Refresh(string token, params string[] gives) =>
        Form(
            "a token is refreshed",
            "/oauth/token",
            new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = token,
                ["client_id"] = Client,
            },
            gives
        );

    // A client with a key of its own: proofs, good and bad, and the key itself where only its public half belongs.
    private async Task Prove()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var all = key.ExportParameters(true);
        var secret = canaries.Plant("a client's private key", Url(all.D!));
        var (x, y) = (Url(all.Q.X!), Url(all.Q.Y!));
        object Asking(object keys) =>
            new
            {
                name = "Prover",
                keys = JsonSerializer.Serialize(keys),
                scopes = new[] { "mcp:read" },
            };
        await Call(
            "clients.register",
            Asking(
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    d = secret,
                    x,
                    y,
                }
            ),
            Person
        );
        var made = await Call(
            "clients.register",
            Asking(
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    x,
                    y,
                }
            ),
            Person
        );
        var client = JsonElement.Parse(Encoding.UTF8.GetBytes(Body(made))).GetProperty("client_id").GetString()!;
        foreach (var good in (bool[])[true, false])
        {
            var claims = new
            {
                iss = client,
                sub = client,
                aud = office.Address.ToString().TrimEnd('/'),
                jti = Guid.NewGuid().ToString(),
                exp = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 120,
            };
            var text = Url("""{"alg":"ES256"}"""u8.ToArray()) + "." + Url(JsonSerializer.SerializeToUtf8Bytes(claims));
            var signature = Url(key.SignData(Encoding.ASCII.GetBytes(good ? text : text + "x"), HashAlgorithmName.SHA256));
            canaries.Plant(good ? "a client's proof" : "a client's bad proof", signature);
            var told = await Form(
                "a proof",
                "/oauth/token",
                new()
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = client,
                    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ["client_assertion"] = text + "." + signature,
                },
                good ? ["a token for a proof"] : []
            );
            if (good)
                Given("a token for a proof", "hgo_", told);
        }
    }
}
