using System.Net;
using Headgate.Tests.OAuth;
using Headgate.Tests.Store;

namespace Headgate.Tests.Oidc;

/// <summary>The cases of <see cref="SignInTests"/> over the embedded store.</summary>
public sealed class SqliteSignInTests() : SignInTests(null);

/// <summary>The cases of <see cref="SignInTests"/> over PostgreSQL.</summary>
public sealed class PostgresSignInTests(PostgresServer postgres) : SignInTests(postgres);

/// <summary>People sign in with a provider: whom it names comes in, once, in the browser that asked; everything else is refused.</summary>
public abstract class SignInTests(PostgresServer? postgres) : ProviderCase(postgres)
{
    [Fact]
    public async Task Somebody_who_was_invited_is_linked_by_a_checked_address_and_known_by_subject_ever_after()
    {
        using Browser browser = new(Product.Root);
        using var first = await SignIn(browser);
        Assert.True(first.StatusCode == HttpStatusCode.Redirect, await first.Content.ReadAsStringAsync());
        Assert.Equal("Mia Member", await Who(browser));
        // The address changes, and is not checked any more; the person stays.
        (Issuer.Person["email"], Issuer.Person["email_verified"]) = ("other@elsewhere.example", false);
        using Browser later = new(Product.Root);
        using var again = await SignIn(later);
        Assert.Equal("Mia Member", await Who(later));
        // Somebody else has the address now, and is not Mia.
        (Issuer.Person["email"], Issuer.Person["email_verified"], Issuer.Person["sub"]) = ("mia@northwind.example", true, "another");
        using Browser other = new(Product.Root);
        using var taken = await SignIn(other);
        Assert.Contains("somebody else by this address", await Refused(taken, other));
        Assert.Equal(3, await Product.Site.CountEvents("providers.arrive"));
    }

    [Fact]
    public async Task Nobody_comes_in_who_was_not_invited_or_whose_address_is_not_checked()
    {
        foreach (
            var (what, change) in (IReadOnlyList<(string, Action)>)
                [
                    ("Nobody invited", () => Issuer.Person["email"] = "stranger@northwind.example"),
                    ("has checked", () => (Issuer.Person["email"], Issuer.Person["email_verified"]) = ("mia@northwind.example", false)),
                    ("has checked", () => Issuer.Person["email_verified"] = "no"),
                    ("has checked", () => Issuer.Person["email_verified"] = null),
                    ("told of somebody else", () => (Issuer.Person["email"], Issuer.Person["email_verified"]) = (null, true)),
                ]
        )
        {
            change();
            using Browser browser = new(Product.Root);
            using var answer = await SignIn(browser);
            Assert.Contains(what, await Refused(answer, browser));
        }
        Assert.Equal(2, (await Product.Person("users.list", new { })).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_provider_makes_people_with_the_role_of_their_group_and_takes_it_away_again()
    {
        await Trust(
            "Contoso",
            Issuer,
            ("creates_people", true),
            ("roles", new[] { new { value = "sales", role = "rep" }, new { value = "ops", role = "revops" } })
        );
        (Issuer.Person["sub"], Issuer.Person["email"], Issuer.Person["name"]) = ("nia", "nia@northwind.example", "Nia New");
        using Browser browser = new(Product.Root);
        using var none = await SignIn(browser);
        Assert.Contains("None of this person's groups", await Refused(none, browser));
        foreach (var (groups, role) in (IReadOnlyList<(string[], string)>)[(["x", "sales"], "rep"), (["ops"], "revops")])
        {
            Issuer.Person["groups"] = groups;
            using Browser next = new(Product.Root);
            using var came = await SignIn(next);
            Assert.Equal("Nia New", await Who(next));
            var users = (await Product.Person("users.list", new { })).GetProperty("items").EnumerateArray();
            Assert.Equal(role, users.Single(u => u.GetProperty("name").GetString() == "Nia New").GetProperty("role").GetString());
        }
        Issuer.Person["groups"] = new[] { "x" };
        using Browser last = new(Product.Root);
        using var gone = await SignIn(last);
        await Refused(gone, last);
    }

    [Fact]
    public async Task A_token_that_is_wrong_in_one_part_signs_nobody_in()
    {
        await Trust(
            "Contoso",
            Issuer,
            ("shape", "entra"),
            ("directory", Directory),
            ("subject_claim", "sub"),
            ("verified_claim", "email_verified")
        );
        long Now() => Product.Time.GetUtcNow().ToUnixTimeSeconds();
        (string What, Action<Dictionary<string, object?>> Change)[] claims =
        [
            ("another issuer", c => c["iss"] = "https://login.example"),
            ("no issuer", c => c["iss"] = null),
            ("another audience", c => c["aud"] = "another"),
            ("several audiences", c => c["aud"] = new[] { TestIssuer.Client, "another" }),
            ("another party", c => c["azp"] = "another"),
            ("another nonce", c => c["nonce"] = "another"),
            ("no nonce", c => c["nonce"] = null),
            ("over", c => c["exp"] = Now() - 90),
            ("no end", c => c["exp"] = null),
            ("not begun", c => c["nbf"] = Now() + 300),
            ("from the future", c => c["iat"] = Now() + 300),
            ("old", c => c["iat"] = Now() - 3600),
            ("no beginning", c => c["iat"] = null),
            ("of another directory", c => c["tid"] = Guid.NewGuid().ToString()),
            ("of no directory", c => c["tid"] = null),
            ("beside another access token", c => c["at_hash"] = TestIssuer.HalfHash("another")),
            ("no subject", c => c["sub"] = null),
            ("bound to a key", c => c["cnf"] = new { jkt = "x" }),
        ];
        Issuer.Person["tid"] = Directory;
        foreach (var (what, change) in claims)
        {
            Issuer.Claims = change;
            await NobodyComes(what);
        }
        Issuer.Claims = null;
        foreach (var (what, sign) in BadSignatures())
        {
            Issuer.Signs = c => sign(c, "JWT");
            await NobodyComes(what);
        }
        Issuer.Signs = null;
        using Browser browser = new(Product.Root);
        using var answer = await SignIn(browser);
        Assert.Equal("Mia Member", await Who(browser));
    }

    [Fact]
    public async Task An_answer_counts_once_in_the_browser_that_asked_and_for_ten_minutes()
    {
        using Browser browser = new(Product.Root);
        var answer = await Answer(browser, Provider);
        using Browser other = new(Product.Root);
        using var elsewhere = await other.Get(answer);
        await Refused(elsewhere, other);
        await Answer(other, Provider);
        using var stolen = await other.Get(answer);
        await Refused(stolen, other);
        Assert.Equal(0, Issuer.Redeemed);
        using var came = await browser.Get(answer);
        Assert.Equal("Mia Member", await Who(browser));
        using var again = await browser.Get(answer);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(1, Issuer.Redeemed);
        using Browser slow = new(Product.Root);
        var late = await Answer(slow, Provider);
        Product.Time.Ahead = TimeSpan.FromMinutes(11);
        using var old = await slow.Get(late);
        await Refused(old, slow);
        Assert.Equal(1, Issuer.Redeemed);
    }

    [Fact]
    public async Task An_attempt_that_was_completed_is_completed_on_every_node_even_with_its_cookie_kept()
    {
        using Browser browser = new(Product.Root);
        using var begun = await browser.Get($"/sign-in/with/{Provider}");
        var cookie = begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var asked = await browser.Get(begun.Headers.Location!.ToString());
        var answer = asked.Headers.Location!.ToString();
        using var came = await browser.Get(answer);
        Assert.Equal("Mia Member", await Who(browser));
        // A second code for the very same attempt: what the provider lets happen, the attempt does not.
        using var more = await browser.Get(begun.Headers.Location!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, more.Headers.Location);
        request.Headers.Add("Cookie", cookie);
        using HttpClient plain = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var again = await plain.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("completed before", await again.Content.ReadAsStringAsync());
        Assert.Equal(2, Issuer.Redeemed);
    }

    [Fact]
    public async Task No_provider_s_answer_is_taken_for_another_s()
    {
        await using TestIssuer other = new(Product.Time);
        await other.Start();
        var mallory = await Trust("Mallory", other, ("audiences", new[] { "api://other" }));
        using Browser browser = new(Product.Root);
        // Mallory sends the browser with her own code to Contoso's callback, and Contoso's answer to hers.
        using var one = await SignIn(browser, mallory, a => a.Replace(mallory, Provider, StringComparison.Ordinal));
        await Refused(one, browser);
        using var two = await SignIn(browser, Provider, a => a.Replace(Provider, mallory, StringComparison.Ordinal));
        await Refused(two, browser);
        using var three = await SignIn(
            browser,
            Provider,
            a => a.Replace(Uri.EscapeDataString(Issuer.Issuer), Uri.EscapeDataString(other.Issuer), StringComparison.Ordinal)
        );
        Assert.Contains("Another provider answered", await Refused(three, browser));
        using var four = await SignIn(browser, Provider, a => a[..a.IndexOf("&iss=", StringComparison.Ordinal)]);
        await Refused(four, browser);
        Assert.Equal((0, 0), (Issuer.Redeemed, other.Redeemed));
    }

    [Fact]
    public async Task Somebody_comes_back_to_what_a_client_asked()
    {
        using Browser browser = new(Product.Root);
        await browser.Register();
        using var asked = await browser.Ask(browser.Asking());
        Assert.Contains("/sign-in/with", await asked.Content.ReadAsStringAsync());
        using var came = await SignIn(browser);
        Assert.StartsWith("/oauth/authorize?", came.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_token_leaves_out_is_asked_for_and_told_of_the_same_subject_only()
    {
        Issuer.Claims = c => (c["email"], c["email_verified"]) = (null, null);
        foreach (var (name, value) in Issuer.Person)
            Issuer.UserInfo[name] = value;
        Issuer.UserInfo["sub"] = "another";
        await NobodyComes("told of another");
        Issuer.UserInfo["sub"] = Issuer.Person["sub"];
        using Browser browser = new(Product.Root);
        using var came = await SignIn(browser);
        Assert.Equal("Mia Member", await Who(browser));
    }

    private const string Directory = "6f9d3a52-0000-4000-8000-0123456789ab";

    private async Task NobodyComes(string what)
    {
        using Browser browser = new(Product.Root);
        using var answer = await SignIn(browser);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Forbidden,
            $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
        );
        Assert.Null(await Who(browser));
    }
}
