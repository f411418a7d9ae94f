using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Headgate.Tests.Oidc;

/// <summary>A provider's keys come and go, and so does the provider; what an administrator says of it is kept, and the secret is shown to nobody.</summary>
public sealed class ProviderKeyTests() : ProviderCase(null)
{
    [Fact]
    public async Task A_new_key_is_known_after_one_fetch_and_an_old_one_until_it_leaves_the_set()
    {
        var old = Access();
        Assert.Equal(HttpStatusCode.OK, await Lists(old));
        Assert.Equal(1, Issuer.KeysFetched);
        Issuer.Keys["second"] = RSA.Create(2048);
        Product.Time.Ahead += TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.OK, await Lists(Access("second")));
        Assert.Equal(2, Issuer.KeysFetched);
        Assert.Equal(HttpStatusCode.OK, await Lists(old));
        Issuer.Keys.Remove(TestIssuer.Kid);
        Product.Time.Ahead += TimeSpan.FromMinutes(61);
        Assert.Equal(HttpStatusCode.OK, await Lists(Access("second")));
        Assert.Equal(3, Issuer.KeysFetched);
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(old));
    }

    [Fact]
    public async Task Invented_keys_make_nobody_ask_more_than_once_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await Lists(Access()));
        using var invented = RSA.Create(2048);
        for (var minute = 0; minute < 3; minute++)
        {
            Product.Time.Ahead += TimeSpan.FromSeconds(61);
            for (var i = 0; i < 20; i++)
                Assert.Equal(HttpStatusCode.Unauthorized, await Lists(Issuer.Sign(Claims(), "at+jwt", $"invented {minute} {i}", invented)));
            Assert.Equal(2 + minute, Issuer.KeysFetched);
        }
    }

    [Fact]
    public async Task While_the_provider_is_down_its_last_word_holds_for_a_day()
    {
        Assert.Equal(HttpStatusCode.OK, await Lists(Access()));
        Issuer.IsDown = true;
        Product.Time.Ahead = TimeSpan.FromHours(23);
        Assert.Equal(HttpStatusCode.OK, await Lists(Access()));
        Product.Time.Ahead = TimeSpan.FromHours(25);
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(Access()));
        Issuer.IsDown = false;
        Product.Time.Ahead += TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.OK, await Lists(Access()));
    }

    [Fact]
    public async Task A_provider_on_this_machine_is_out_of_reach_without_an_administrator_s_word()
    {
        await Trust("Inside", Issuer, ("audiences", new[] { "api://inside" }));
        var refused = await Refuses(new { name = "Inside", loopback = false });
        Assert.Equal("schema.invalid", refused);
        await Product.Person(
            "providers.configure",
            new
            {
                name = "Inside",
                loopback = false,
                issuer = "https://127.0.0.1",
            }
        );
        await Product.Person("providers.remove", new { name = "Contoso" });
        Product.Site.Federation.Forget();
        using OAuth.Browser browser = new(Product.Root);
        var inside = (await Product.Person("providers.list", new { })).GetProperty("items")[0].GetProperty("id").GetString();
        using var begun = await browser.Get($"/sign-in/with/{inside}");
        Assert.Equal(HttpStatusCode.Forbidden, begun.StatusCode);
        Assert.Equal(0, Issuer.KeysFetched);
    }

    [Fact]
    public async Task A_provider_s_secret_is_given_and_never_shown()
    {
        var shown = (await Product.Person("providers.list", new { })).GetProperty("items")[0];
        Assert.True(shown.GetProperty("has_secret").GetBoolean());
        await Product.Site.Integrate();
        await Product.Close();
        foreach (var file in Directory.EnumerateFiles(Product.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(
                TestIssuer.Secret,
                System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)),
                StringComparison.Ordinal
            );
        Assert.DoesNotContain(TestIssuer.Secret, shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrator_trusts_a_provider_and_no_group_makes_administrators()
    {
        Assert.Equal("schema.invalid", await Refuses(new { name = "Contoso", roles = new[] { new { value = "all", role = "admin" } } }));
        Assert.Equal("schema.invalid", await Refuses(new { name = "Contoso", default_role = "admin" }));
        Assert.Equal("schema.invalid", await Refuses(new { name = "Contoso", algorithms = new[] { "HS256" } }));
        Assert.Equal("schema.invalid", await Refuses(new { name = "Contoso", audiences = Array.Empty<string>() }));
        Assert.Equal(
            "schema.invalid",
            await Refuses(
                new
                {
                    name = "Entra",
                    shape = "entra",
                    client = "x",
                    directory = "common",
                }
            )
        );
        Assert.Equal(
            "schema.invalid",
            await Refuses(
                new
                {
                    name = "Plain",
                    issuer = "http://id.example",
                    client = "x",
                }
            )
        );
        var entra = await Product.Person(
            "providers.configure",
            new
            {
                name = "Entra",
                shape = "entra",
                client = "x",
                directory = "6f9d3a52-0000-4000-8000-0123456789ab",
            }
        );
        Assert.Equal(
            "https://login.microsoftonline.com/6f9d3a52-0000-4000-8000-0123456789ab/v2.0",
            entra.GetProperty("issuer").GetString()
        );
        Assert.Equal(("oid", "tid"), (entra.GetProperty("subject_claim").GetString(), entra.GetProperty("tenant_claim").GetString()));
        await Product.Person(
            "users.invite",
            new
            {
                name = "Otto Ops",
                email = "otto@northwind.example",
                role = "revops",
            }
        );
        var token = (await Product.Person("users.link", new { person = "otto@northwind.example", token = true }))
            .GetProperty("person_token")
            .GetString();
        Assert.Equal("identity.administrator", await Refuses(new { name = "Contoso" }, token));
    }

    private async Task<string?> Refuses(object arguments, string? token = null)
    {
        var person = await Product.Site.Credentials.Verify(token ?? Product.PersonToken, CancellationToken.None);
        var outcome = await Product.Site.Pass(
            person!.By,
            Gate.Door.Cli,
            "providers.configure",
            JsonSerializer.SerializeToElement(arguments)
        );
        return outcome.Refusal?.Code;
    }

    private Dictionary<string, object?> Claims() =>
        Issuer.Token(
            Product.Mcp,
            ("client_id", "assistant"),
            ("scope", "mcp:read"),
            ("exp", Product.Time.GetUtcNow().ToUnixTimeSeconds() + 7200)
        );

    private string Access(string kid = TestIssuer.Kid) => Issuer.Sign(Claims(), "at+jwt", kid);

    private async Task<HttpStatusCode> Lists(string token) => (await Wire.Ask(Product.Mcp, token, "tools/list")).Status;
}
