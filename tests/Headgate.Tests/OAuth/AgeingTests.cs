using System.Net;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>What was used up is known for thirty days, and then gone.</summary>
public sealed class AgeingTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose()
    {
        product.Time.Ahead = TimeSpan.Zero;
        _wire.Dispose();
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP01")]
    public async Task A_used_token_that_comes_again_ends_its_grant_for_thirty_days_and_is_then_unknown()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Aged");
        var (_, first) = await Lasting(browser);
        var second = (await browser.Refresh(first)).Body.GetProperty("refresh_token").GetString()!;
        var kept = await Spent();
        Assert.True(kept > 0);

        // A day before: still known, and nothing is gone.
        await Later(SpentCredentials.Kept - TimeSpan.FromDays(1));
        Assert.Equal(kept, await Spent());
        var (status, body) = await browser.Refresh(first);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, body.GetProperty("error").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Refresh(second)).Status);

        // A day after: gone, and no longer told from one that never was; what was not used is as good as before.
        product.Time.Ahead = TimeSpan.Zero;
        using var other = await (await Browser.SignedIn(product)).Register("Aged later");
        (_, first) = await Lasting(other);
        second = (await other.Refresh(first)).Body.GetProperty("refresh_token").GetString()!;
        await Later(SpentCredentials.Kept + TimeSpan.FromDays(1));
        Assert.Equal(0, await Spent());
        Assert.Equal(HttpStatusCode.BadRequest, (await other.Refresh(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.Refresh(second)).Status);
    }

    private async Task<(string Access, string Refresh)> Lasting(Browser browser)
    {
        using var asked = await browser.Ask(browser.Asking());
        using var answered = await browser.Answer(await asked.Content.ReadAsStringAsync(), ["mcp:read"], time: "quarter");
        var (_, body) = await browser.Redeem(Browser.Answered(answered)["code"]);
        return (body.GetProperty("access_token").GetString()!, body.GetProperty("refresh_token").GetString()!);
    }

    private async Task Later(TimeSpan ahead)
    {
        product.Time.Ahead = ahead;
        await product.Site.Tick(CancellationToken.None);
    }

    private async Task<long> Spent()
    {
        await using var view = await product.Site.WorldOf(Realm.Production).Database.Read(Database.Everyone, CancellationToken.None);
        return Convert.ToInt64(
            await view.Session.Scalar("SELECT COUNT(*) FROM credentials WHERE kind IN ('code', 'refresh') AND used_at IS NOT NULL")
        );
    }
}
