using System.Net;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Tests.OAuth;

/// <summary>Clients whose id is the address of a document: read for people who are signed in, believed only of themselves.</summary>
public sealed class DocumentTests(ProductServer product) : IClassFixture<ProductServer>, IAsyncLifetime
{
    private readonly WebApplication _host = Host();
    private int _fetched;

    public async ValueTask InitializeAsync()
    {
        _host.Run(async http =>
        {
            Interlocked.Increment(ref _fetched);
            var id = $"{_host.Urls.First()}{http.Request.Path}";
            var path = http.Request.Path.Value!;
            if (path == "/moved")
                http.Response.Redirect("/good");
            else
                await http.Response.WriteAsJsonAsync(
                    new
                    {
                        client_id = path == "/other" ? "https://claude.ai/client.json" : id,
                        client_name = path == "/good" ? "Documented" : "Bad",
                        redirect_uris = new[] { Browser.Callback },
                        client_secret = path == "/secret" ? "s" : null,
                    },
                    new JsonSerializerOptions
                    {
                        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
                    }
                );
        });
        await _host.StartAsync();
        await product.Person("clients.configure", new { loopback = true });
    }

    public async ValueTask DisposeAsync()
    {
        await product.Person("clients.configure", new { loopback = false });
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_client_connects_by_its_document_and_is_asked_for_by_its_host()
    {
        using var browser = await Browser.SignedIn(product);
        browser.ClientId = _host.Urls.First() + "/good";
        using var asked = await browser.Ask(browser.Asking());
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.Contains("Let <strong>Documented</strong> in?", page);
        Assert.Contains("<dt>Described at</dt><dd><code>127.0.0.1</code>", page);
        Assert.DoesNotContain("nobody has checked it", page);
        var (access, _) = await browser.Connect();
        using Wire wire = new();
        Assert.Equal(HttpStatusCode.OK, (await wire.Ask(product.Mcp, access, "tools/list")).Status);
    }

    [Theory]
    [InlineData("/other", "names another client_id")]
    [InlineData("/secret", "has a secret")]
    [InlineData("/moved", "redirects are not followed")]
    public async Task A_document_that_is_not_the_clients_own_is_none(string path, string why)
    {
        using var browser = await Browser.SignedIn(product);
        browser.ClientId = _host.Urls.First() + path;
        using var asked = await browser.Ask(browser.Asking());
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.Contains(why, await asked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_makes_the_server_fetch_anything()
    {
        using Browser browser = new(product.Root) { ClientId = _host.Urls.First() + "/quiet" };
        using (await browser.Ask(browser.Asking()))
        using (var token = await browser.Get("/oauth/authorize?client_id=" + Uri.EscapeDataString(browser.ClientId)))
            Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        await browser.Redeem("hgc_" + new string('A', 43));
        Assert.Equal(0, Volatile.Read(ref _fetched));
    }

    [Fact]
    public async Task Without_an_administrators_word_this_machine_is_out_of_reach()
    {
        await product.Person("clients.configure", new { loopback = false });
        using var browser = await Browser.SignedIn(product);
        foreach (var id in EgressTests.Written.Take(40).Select(h => $"https://{h}/client.json").Append(_host.Urls.First() + "/never"))
        {
            browser.ClientId = id;
            using var asked = await browser.Ask(browser.Asking());
            Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        }
        Assert.Equal(0, Volatile.Read(ref _fetched));
    }

    private static WebApplication Host()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }
}
