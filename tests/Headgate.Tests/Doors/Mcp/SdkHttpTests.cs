using Headgate.Conformance;
using ModelContextProtocol.Client;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The C# client over HTTP.</summary>
public abstract class SdkHttpTests(ProductServer product, string version) : SdkClientTests(product, version)
{
    protected override Task<McpClient> Connect() => Clients.Http(Product.Mcp, Product.Token, Version);

    [Fact]
    public async Task A_quiet_answer_is_kept_alive_and_still_arrives()
    {
        await using var fixture = await FixtureServer.Start(tune: o => o with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        await using var client = await Clients.Http(fixture.Address, null, Version);
        var answer = await client.CallToolAsync("test_tool_with_progress");
        Assert.Single(answer.Content);
    }
}

/// <summary>With sessions. This client takes a request back only by hanging up, which a session must not take for a cancellation; others send the notification.</summary>
public sealed class SdkHttpLegacyTests(ProductServer product) : SdkHttpTests(product, Wire.Legacy), IClassFixture<ProductServer>;

/// <summary>Without sessions.</summary>
public sealed class SdkHttpModernTests(ProductServer product) : SdkHttpTests(product, Wire.Modern), IClassFixture<ProductServer>
{
    [Fact]
    public async Task A_client_that_asks_for_no_version_gets_the_newest()
    {
        await using var client = await Clients.Http(Product.Mcp, Product.Token, null);
        Assert.Equal(Wire.Modern, client.NegotiatedProtocolVersion);
    }

    [Fact]
    public async Task What_it_cancels_is_cancelled_in_the_server()
    {
        await using var fixture = await FixtureServer.Start();
        await using var client = await Clients.Http(fixture.Address, null, Version);
        using var stop = new CancellationTokenSource();
        var call = client.CallToolAsync("test_waits", cancellationToken: stop.Token);
        await Eventually.True(() => fixture.Fixture.Waiting == 1, "The handler did not begin.");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        await Eventually.True(() => fixture.Fixture.Cancelled == 1, "The handler was not cancelled.");
    }
}
