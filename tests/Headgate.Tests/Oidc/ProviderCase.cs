using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.OAuth;
using Headgate.Tests.Store;

namespace Headgate.Tests.Oidc;

/// <summary>A server that trusts a provider, over either store.</summary>
public abstract class ProviderCase(PostgresServer? postgres) : IAsyncLifetime
{
    private ProductServer? _product;
    private TestIssuer? _issuer;

    /// <summary>The server.</summary>
    protected ProductServer Product => _product!;

    /// <summary>The provider.</summary>
    protected TestIssuer Issuer => _issuer!;

    /// <summary>Its id.</summary>
    protected string Provider { get; private set; } = "";

    /// <summary>Requests.</summary>
    protected Wire Wire { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _product = new() { Database = postgres is null ? null : await postgres.NewDatabase() };
        await _product.InitializeAsync();
        _issuer = new(Product.Time);
        await _issuer.Start();
        Provider = await Trust("Contoso", _issuer);
        await Invite("Mia Member", "mia@northwind.example");
    }

    public async ValueTask DisposeAsync()
    {
        Wire.Dispose();
        await Product.DisposeAsync();
        await Issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Trusts a provider; what is given changes the usual settings.</summary>
    protected async Task<string> Trust(string name, TestIssuer issuer, params (string Name, object? Value)[] more)
    {
        var settings = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["issuer"] = issuer.Issuer,
            ["client"] = TestIssuer.Client,
            ["client_secret"] = TestIssuer.Secret,
            ["uses"] = new[] { "sign_in", "tokens", "assertions" },
            ["audiences"] = new[] { Product.Mcp, "api://headgate" },
            ["loopback"] = true,
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        var shown = await Product.Person("providers.configure", settings);
        Product.Site.Federation.Forget();
        return shown.GetProperty("id").GetString()!;
    }

    /// <summary>Invites somebody.</summary>
    protected Task Invite(string name, string email) =>
        Product.Person(
            "users.invite",
            new
            {
                name,
                email,
                role = "rep",
            }
        );

    /// <summary>Goes to the provider and back; what the last page is.</summary>
    protected async Task<HttpResponseMessage> SignIn(Browser browser, string? provider = null, Func<string, string>? back = null)
    {
        var answer = await Answer(browser, provider ?? Provider);
        return await browser.Get(back?.Invoke(answer) ?? answer);
    }

    /// <summary>Goes to the provider; where its answer leads.</summary>
    protected static async Task<string> Answer(Browser browser, string provider)
    {
        using var begun = await browser.Get($"/sign-in/with/{provider}");
        Assert.True(begun.StatusCode == HttpStatusCode.SeeOther, await begun.Content.ReadAsStringAsync());
        using var asked = await browser.Get(begun.Headers.Location!.ToString());
        return asked.Headers.Location!.ToString();
    }

    /// <summary>Whether a browser is signed in, and as whom.</summary>
    protected static async Task<string?> Who(Browser browser)
    {
        using var page = await browser.Get("/api/v1/users/whoami");
        return page.IsSuccessStatusCode
            ? JsonElement.Parse(await page.Content.ReadAsByteArrayAsync()).GetProperty("name").GetString()
            : null;
    }

    /// <summary>That nobody came in, and what the page says.</summary>
    protected static async Task<string> Refused(HttpResponseMessage answer, Browser browser)
    {
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True((int)answer.StatusCode is 400 or 403, $"{answer.StatusCode} {page}");
        Assert.Null(await Who(browser));
        return page;
    }

    /// <summary>Signatures that are none, by what is wrong with them.</summary>
    protected IEnumerable<(string What, Func<Dictionary<string, object?>, string, string> Sign)> BadSignatures()
    {
        static Dictionary<string, object?> Head(string algorithm, string type, string? kid) =>
            new()
            {
                ["alg"] = algorithm,
                ["typ"] = type,
                ["kid"] = kid,
            };
        var publicKey = Encoding.ASCII.GetBytes(Issuer.Keys[TestIssuer.Kid].ExportSubjectPublicKeyInfoPem());
        byte[] Good(byte[] text) => Issuer.Keys[TestIssuer.Kid].SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var stranger = RSA.Create(2048);
        yield return ("no algorithm", (c, t) => TestIssuer.Signed(Head("none", t, TestIssuer.Kid), c, _ => []));
        yield return (
            "no algorithm, and something for a signature",
            (c, t) => TestIssuer.Signed(Head("none", t, TestIssuer.Kid), c, _ => [1])
        );
        yield return (
            "the public key as a shared secret",
            (c, t) => TestIssuer.Signed(Head("HS256", t, TestIssuer.Kid), c, d => HMACSHA256.HashData(publicKey, d))
        );
        yield return ("another's key under the same id", (c, t) => Issuer.Sign(c, t, key: stranger));
        yield return ("an unknown key", (c, t) => Issuer.Sign(c, t, "unknown", stranger));
        yield return ("no key id", (c, t) => TestIssuer.Signed(Head("RS256", t, null), c, Good));
        yield return (
            "an algorithm that is not allowed",
            (c, t) =>
                TestIssuer.Signed(
                    Head("RS512", t, TestIssuer.Kid),
                    c,
                    d => Issuer.Keys[TestIssuer.Kid].SignData(d, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)
                )
        );
        yield return (
            "an extension that must be understood",
            (c, t) => TestIssuer.Signed(new(Head("RS256", t, TestIssuer.Kid)) { ["crit"] = new[] { "b64" }, ["b64"] = true }, c, Good)
        );
        yield return ("a changed body", (c, t) => Changed(Issuer.Sign(c, t)));
    }

    private static string Changed(string token) =>
        token.Split('.') is [var head, var body, var signature] ? $"{head}.{body[..^1]}{(body[^1] == 'A' ? 'B' : 'A')}.{signature}" : token;
}
