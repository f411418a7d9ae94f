using System.Net;

namespace Headgate.Tests.OAuth;

/// <summary>Codes and refresh tokens that come twice, late, at once, or from somebody else.</summary>
public sealed partial class AttackTests
{
    [Fact]
    public async Task A_code_is_good_once_and_ends_all_when_it_comes_again()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Replayed");
        var code = (await browser.Consent())["code"];
        var (_, body) = await browser.Redeem(code);
        var access = body.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(product.Mcp, access, "tools/list")).Status);
        await Refused(browser.Redeem(code));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(product.Mcp, access, "tools/list")).Status);
        await Refused(browser.Refresh(body.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_ends_all_when_it_comes_again()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Rotated");
        var (_, first) = await browser.Connect();
        var (status, body) = await browser.Refresh(first);
        Assert.Equal(HttpStatusCode.OK, status);
        var (access, second) = (body.GetProperty("access_token").GetString()!, body.GetProperty("refresh_token").GetString()!);
        Assert.NotEqual(first, second);
        await Refused(browser.Refresh(first));
        await Refused(browser.Refresh(second));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(product.Mcp, access, "tools/list")).Status);
    }

    [Fact]
    public async Task Of_many_who_redeem_at_once_one_wins_at_most()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Raced");
        var code = (await browser.Consent())["code"];
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.Redeem(code)));
        Assert.Single(all, a => a.Status == HttpStatusCode.OK);
        var access = all.Single(a => a.Status == HttpStatusCode.OK).Body.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(product.Mcp, access, "tools/list")).Status);
    }

    [Fact]
    public async Task A_code_ends_after_a_minute()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Late");
        var code = (await browser.Consent())["code"];
        product.Time.Ahead = TimeSpan.FromSeconds(61);
        try
        {
            await Refused(browser.Redeem(code));
        }
        finally
        {
            product.Time.Ahead = TimeSpan.Zero;
        }
    }

    [Theory]
    [InlineData("code_verifier", "0123456789012345678901234567890123456789012345")]
    [InlineData("redirect_uri", "http://127.0.0.1:33419/callback")]
    [InlineData("client_id", "https://evil.example/client.json")]
    public async Task A_code_is_bound_to_its_client_its_address_and_its_verifier(string name, string value)
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Bound");
        var code = (await browser.Consent())["code"];
        await Refused(browser.Redeem(code, f => f[name] = value));
        // Whoever guesses wrong takes nothing from whoever it belongs to.
        Assert.Equal(HttpStatusCode.OK, (await browser.Redeem(code)).Status);
    }

    [Fact]
    public async Task A_code_without_its_verifier_or_for_another_address_gives_nothing()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Missing");
        var code = (await browser.Consent())["code"];
        await Refused(browser.Redeem(code, f => f.Remove("code_verifier")), "invalid_request");
        await Refused(browser.Redeem(code, f => f["resource"] = product.Root + "/mcp/write"), "invalid_target");
        await Refused(browser.Redeem(code, f => f["grant_type"] = "password"), "unsupported_grant_type");
        await Refused(browser.Refresh(code));
        Assert.Equal(HttpStatusCode.OK, (await browser.Redeem(code)).Status);
    }
}
