using System.Diagnostics;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>What it costs to know a token: the second time next to nothing, the first time one look into the store.</summary>
public sealed class CostTests(ProductServer product) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task A_known_token_costs_next_to_nothing_and_a_new_one_one_look()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Counted");
        var (access, _) = await browser.Connect();
        var site = product.Site.Credentials;
        List<double> known = [],
            first = [];
        for (var i = 0; i < 3000; i++)
        {
            site.Forget();
            var began = Stopwatch.GetTimestamp();
            Assert.NotNull(await site.Verify(access, CancellationToken.None));
            first.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            began = Stopwatch.GetTimestamp();
            Assert.NotNull(await site.Verify(access, CancellationToken.None));
            known.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        var (knownMedian, firstMedian) = (Median(known), Median(first));
        TestContext.Current.TestOutputHelper?.WriteLine($"known {knownMedian:0.0000} ms, first sight {firstMedian:0.0000} ms at p50");
        Assert.True(knownMedian < 0.05, $"known: {knownMedian} ms");
        // Twice what is measured on a quiet machine is still under what is asked for; a loaded one gets room.
        Assert.True(firstMedian < 1, $"first sight: {firstMedian} ms");
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
