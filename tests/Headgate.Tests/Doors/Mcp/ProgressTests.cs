using System.Text;
using System.Text.Json;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>Progress as it goes over the wire.</summary>
public sealed class ProgressTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task The_three_phases_come_in_order_before_the_answer()
    {
        var session = (await _wire.Initialize(product.Mcp, product.Token)).Session;
        var call = new
        {
            name = "contacts_list",
            arguments = new { limit = 1 },
            _meta = new { progressToken = "mine" },
        };
        for (var i = 0; i < 20; i++)
        {
            Told(await _wire.Ask(product.Mcp, product.Token, "tools/call", call));
            Told(await _wire.Ask(product.Mcp, product.Token, session, "tools/call", call));
        }
    }

    [Fact]
    public async Task Who_asks_for_none_gets_plain_json()
    {
        var reply = await _wire.Ask(product.Mcp, product.Token, "tools/call", new { name = "contacts_list", arguments = new { } });
        Assert.Equal((byte)'{', reply.Body[0]);
        Assert.DoesNotContain("\\u0022", Encoding.UTF8.GetString(reply.Body));
    }

    private static void Told(Reply reply)
    {
        var messages = Encoding
            .UTF8.GetString(reply.Body)
            .Split('\n')
            .Where(l => l.StartsWith("data: {", StringComparison.Ordinal))
            .Select(l => JsonElement.Parse(l["data: ".Length..]))
            .ToList();
        Assert.Equal(4, messages.Count);
        Assert.Equal(
            ["judging", "deciding", "committing"],
            messages.Take(3).Select(m => m.GetProperty("params").GetProperty("message").GetString())
        );
        Assert.All(messages.Take(3), m => Assert.Equal("mine", m.GetProperty("params").GetProperty("progressToken").GetString()));
        Assert.True(messages[3].TryGetProperty("result", out _));
    }
}
