using System.Net;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.OAuth;

namespace Headgate.Tests.Oidc;

/// <summary>Two organisations on one server trust the same provider: neither brings anybody into the other.</summary>
public sealed class TwoOrganisationsTests() : ProviderCase(null)
{
    [Fact]
    public async Task Another_organisation_s_trust_opens_nothing_here()
    {
        var theirs = await TrustElsewhere();
        using Browser browser = new(Product.Root);
        using var refused = await SignIn(browser, theirs);
        Assert.Contains("Nobody invited", await Refused(refused, browser));
        var token = Issuer.Sign(Issuer.Token(Product.Mcp, ("client_id", "assistant"), ("scope", "mcp:read")), "at+jwt");
        Assert.Equal(HttpStatusCode.OK, (await Wire.Ask(Product.Mcp, token, "tools/list")).Status);
        var agents = (await Product.Person("agents.list", new { })).GetProperty("items").EnumerateArray();
        Assert.Single(agents, a => a.GetProperty("name").GetString() == "assistant by Contoso (Mia Member)");
    }

    [Fact]
    public async Task Which_providers_an_organisation_has_is_told_to_whoever_knows_the_organisation()
    {
        using Browser browser = new(Product.Root);
        Assert.Contains("Sign in with Contoso", await Page(browser, "/sign-in/with"));
        var theirs = await TrustElsewhere();
        var page = await Page(browser, "/sign-in/with");
        Assert.DoesNotContain("Contoso", page);
        Assert.Contains("Which organisation?", page);
        var provider = (await Product.Site.Federation.All(CancellationToken.None)).Single(p => p.Id == theirs);
        page = await Page(browser, $"/sign-in/with?org={provider.Tenant}");
        Assert.Contains("Sign in with Eastwind accounts", page);
        Assert.DoesNotContain("Contoso", page);
    }

    private static async Task<string> Page(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> TrustElsewhere()
    {
        var made = await Product.Site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Eastwind", email = "eve@eastwind.example" }),
            Door.Cli,
            CancellationToken.None
        );
        var token = JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!;
        var eve = await Product.Site.Credentials.Verify(token, CancellationToken.None);
        var trusted = await Product.Site.Pass(
            eve!.By,
            Door.Cli,
            "providers.configure",
            JsonSerializer.SerializeToElement(
                new
                {
                    name = "Eastwind accounts",
                    issuer = Issuer.Issuer,
                    client = TestIssuer.Client,
                    client_secret = TestIssuer.Secret,
                    uses = new[] { "sign_in", "tokens" },
                    audiences = new[] { Product.Mcp },
                    loopback = true,
                }
            )
        );
        Product.Site.Federation.Forget();
        return JsonElement.Parse(trusted.Json.Span).GetProperty("id").GetString()!;
    }
}
