using Headgate.Conformance;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The official conformance suite: over the endpoint with the suite's own catalogue, and over the product's real one.</summary>
public sealed class ConformanceTests(ProductServer product) : IClassFixture<ProductServer>
{
    // Everything else asks for tools, prompts and resources of the suite by name, which the product has no place for.
    private static readonly Dictionary<string, string[]> NeedNoFixture = new(StringComparer.Ordinal)
    {
        [Wire.Modern] =
        [
            "completion-complete",
            "tools-list",
            "server-sse-multiple-streams",
            "resources-list",
            "sep-2164-resource-not-found",
            "prompts-list",
            "dns-rebinding-protection",
            "caching",
            "input-required-result-unsupported-methods",
            "http-header-validation",
        ],
        [Wire.Legacy] =
        [
            "server-initialize",
            "server-session-lifecycle",
            "logging-set-level",
            "ping",
            "completion-complete",
            "tools-list",
            "server-sse-multiple-streams",
            "resources-list",
            "resources-subscribe",
            "resources-unsubscribe",
            "prompts-list",
            "dns-rebinding-protection",
        ],
    };

    [Theory]
    [InlineData(Wire.Modern, 37)]
    [InlineData(Wire.Legacy, 30)]
    public async Task The_endpoint_passes_every_scenario_that_a_revision_requires(string revision, int required)
    {
        await using var fixture = await FixtureServer.Start();
        var ran = await Twice(() => Suite.Run(fixture.Address, revision), s => s.Scored);
        var scored = ran.Where(s => s.Scored).ToList();
        Report("endpoint", revision, ran);
        Assert.All(scored, s => Assert.True(s.Passed, $"{s.Name}: {string.Join("; ", s.Complaints)}"));
        Assert.Equal(required, scored.Count);
    }

    [Theory]
    [InlineData(Wire.Modern)]
    [InlineData(Wire.Legacy)]
    public async Task The_product_passes_every_scenario_that_needs_no_fixture(string revision)
    {
        await using var proxy = await TokenProxy.Start(product.Root, product.Token);
        var ran = await Twice(() => Suite.Run(proxy.Root + "/mcp", revision), s => NeedNoFixture[revision].Contains(s.Name));
        var ours = ran.Where(s => NeedNoFixture[revision].Contains(s.Name)).ToList();
        Report("product", revision, ours);
        Assert.All(ours, s => Assert.True(s.Passed && s.Complaints.Count == 0, $"{s.Name}: {string.Join("; ", s.Complaints)}"));
        Assert.Equal(NeedNoFixture[revision].Length, ours.Count);
        // Of server-stateless only the four checks that call the suite's diagnostic tools cannot be made.
        var stateless = ran.Where(s => s.Name == "server-stateless").SelectMany(s => s.Complaints);
        Assert.All(stateless, c => Assert.Contains("does not list the diagnostic tool", c));
    }

    // The suite gives each request ten seconds, which a busy machine may take; what is wrong is wrong twice.
    private static async Task<IReadOnlyList<Scenario>> Twice(Func<Task<IReadOnlyList<Scenario>>> run, Func<Scenario, bool> counts)
    {
        var ran = await run();
        return ran.Where(counts).All(s => s.Passed && s.Complaints.Count == 0) ? ran : await run();
    }

    private static void Report(string what, string revision, IReadOnlyList<Scenario> ran) =>
        Console.Out.WriteLine(
            $"conformance {revision}, {what}: {ran.Count(s => s.Scored && s.Passed)} of {ran.Count(s => s.Scored)} required scenarios, "
                + $"{ran.Count(s => !s.Scored && s.Passed)} of {ran.Count(s => !s.Scored)} others, {ran.Sum(s => s.Checks)} checks passed"
        );
}
