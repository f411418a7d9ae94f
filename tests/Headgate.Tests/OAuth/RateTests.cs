using System.Diagnostics;
using System.Net;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>What anybody may ask is answered so often a minute.</summary>
public sealed class RateTests(ProductServer product) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task Nobody_registers_without_end()
    {
        var watch = Stopwatch.StartNew();
        using HttpClient http = new();
        List<HttpStatusCode> all = [];
        // The count begins anew each minute, in which a machine that is busy asks less often than that.
        for (var i = 0; i < 3000 && !all.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var answer = await http.PostAsync(
                product.Root + "/oauth/register",
                Browser.Json(new { redirect_uris = new[] { Browser.Callback } })
            );
            all.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, all[^1]);
        Assert.InRange(all.Count, 100, 302 + 300 * (int)watch.Elapsed.TotalMinutes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_asks_or_answers_a_person_s_page_without_end(bool answers)
    {
        var watch = Stopwatch.StartNew();
        using HttpClient http = new();
        var (all, path) = (new List<HttpStatusCode>(), product.Root + "/oauth/authorize");
        // The count begins anew each minute, in which a machine that is busy asks less often than that.
        for (var i = 0; i < 3000 && !all.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using FormUrlEncodedContent form = new([new("request", "guess"), new("decision", "allow")]);
            using var answer = answers ? await http.PostAsync(path, form) : await http.GetAsync(path + "?client_id=guess");
            all.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, all[^1]);
        Assert.InRange(all.Count, 100, 302 + 300 * (int)watch.Elapsed.TotalMinutes);
    }
}
