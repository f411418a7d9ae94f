using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Torture;

namespace Headgate.Tests.Torture;

public sealed class TortureTests(ProductServer server, ITestOutputHelper output) : IClassFixture<ProductServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crm_that_does_whatever_it_is_told_breaks_in_every_trial()
    {
        await using var careless = await CarelessCrm.Start();
        var card = await CardOf(careless.Address, null);
        Assert.All(card.Findings, f => Assert.True(f.Verdict == Verdict.Broke, $"{f.Trial}: {f.Verdict}, {f.Said}"));
        Assert.False(card.Held);
    }

    [Fact]
    public async Task This_product_holds_in_every_trial_with_every_limit_and_approval_opened()
    {
        var token = await server.Agent("tortured", toolsets: "approvals records");
        using HttpClient rest = new() { BaseAddress = new(server.Root) };
        rest.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (
            await rest.PostAsJsonAsync("/api/v1/opportunities/create", new { name = "Big one", amount = 100 }, Cancel)
        ).EnsureSuccessStatusCode();
        var card = await CardOf(new(server.Mcp), token);
        Assert.All(card.Findings, f => Assert.True(f.Verdict == Verdict.Held, $"{f.Trial}: {f.Verdict}, {f.Said}"));
        Assert.StartsWith("1 record of 400", card.Findings.Single(f => f.Trial == "duplicate storm").Said);
    }

    [Fact]
    public async Task A_scorecard_is_kept_as_data()
    {
        await using var careless = await CarelessCrm.Start();
        var kept = JsonElement.Parse((await CardOf(careless.Address, null, """{"create_contact":null}""")).Json());
        var storm = kept.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("trial").GetString() == "duplicate storm");
        Assert.Equal("not_tried", storm.GetProperty("verdict").GetString());
        Assert.Contains("create_contact", storm.GetProperty("said").GetString());
    }

    [Theory]
    [InlineData("""{"create_contakt":"create_contact"}""", "create_contakt")]
    [InlineData("""{"create_contact":"no_such_tool"}""", "no_such_tool")]
    public async Task A_mapping_that_does_not_fit_is_refused_by_name(string mapping, string named)
    {
        await using var careless = await CarelessCrm.Start();
        var refused = await Assert.ThrowsAsync<FormatException>(() => CardOf(careless.Address, null, mapping));
        Assert.Contains(named, refused.Message);
    }

    private async Task<Scorecard> CardOf(Uri address, string? token, string? mapping = null)
    {
        var tools = mapping is null ? (JsonElement?)null : JsonElement.Parse(mapping);
        await using var target = await Target.Connect(address, token, 16, tools, Cancel, TimeSpan.FromMinutes(5));
        return await Scorecard.Of(
            target,
            address,
            TimeProvider.System,
            (t, f) => output.WriteLine($"{f.Verdict} {t.Name}: {f.Said}"),
            Cancel
        );
    }
}
