using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;

namespace Headgate.Tests.Outbound;

/// <summary>Every action of the catalogue through every door with an agent's token that has everything: outbound stays off whatever it asks for.</summary>
public sealed class NeverOnTests : IAsyncLifetime
{
    private House _house = null!;

    public async ValueTask InitializeAsync() => _house = await House.Open();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.5", "9.6.3")]
    public async Task No_agent_turns_outbound_on_by_any_action_through_any_door()
    {
        var token = await _house.Agent("hopeful", ["mcp:read", "mcp:write", "mcp:comms", "mcp:admin"]);
        foreach (var which in (object[])[new { channel = "email" }, new { agent = "hopeful" }, new { }])
            await _house.Admin("outbound.off", which);
        Way[] ways =
        [
            new McpWay(_house, modern: true),
            new McpWay(_house, modern: false),
            new RestWay(_house, "rest"),
            new RestWay(_house, "cli"),
        ];
        Samples samples = new(_house.Books.Ours);
        var (calls, n) = (0, 0);
        foreach (var way in ways)
        foreach (var action in _house.Books.Catalogue.All.Where(way.LeadsTo))
        foreach (var wish in Wishes(action))
        {
            var arguments = samples.Of(action, ++n);
            foreach (var (name, value) in wish)
                arguments[name] = value?.DeepClone();
            await way.Call(action, arguments, token);
            calls++;
            Assert.Equal(["off"], _house.Texts($"SELECT outbound FROM organisations WHERE id = '{_house.Books.Ours.Admin.Tenant}'"));
            var switches = _house.Texts("SELECT outbound FROM switches");
            Assert.True(switches.Count >= 2 && switches.All(s => s == "off"), $"{way} {action} {wish.ToJsonString()}");
        }
        // Nor by a name that no catalogue has, nor without a token over the port, nor as the local operator over the socket.
        RestWay port = new(_house, "rest");
        RestWay socket = new(_house, "cli");
        foreach (
            var path in (string[])["outbound/on", "Outbound/On", "outbound.on", "outbound/on/", "org/../outbound/on", "outbound/record"]
        )
        foreach (var way in (RestWay[])[port, socket])
        foreach (var bearer in (string?[])[token, null])
        {
            HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/" + path)
            {
                Content = new StringContent("""{"reason":"let me","id":"x"}""", System.Text.Encoding.UTF8, "application/json"),
            };
            if (bearer is not null)
                request.Headers.Authorization = new("Bearer", bearer);
            var told = await way.Send(request);
            Assert.True(told.Code is not null, $"{path}: {told.Text}");
            calls++;
        }
        Assert.Equal(["off"], _house.Texts($"SELECT outbound FROM organisations WHERE id = '{_house.Books.Ours.Admin.Tenant}'"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls");
    }

    // As it is; with everything that could mean on; and with fields that it does not know.
    private static IEnumerable<JsonObject> Wishes(ActionSpec action)
    {
        yield return [];
        JsonObject hopes = [];
        foreach (var property in action.Takes.Properties)
            if (property.Name is "outbound" or "state" or "status" or "mode" or "value" or "to")
                hopes[property.Name] = property.Node is TextNode { OneOf: { } values } ? values[0] : "on";
        if (hopes.Count > 0)
            yield return hopes;
        yield return new() { ["outbound"] = "on" };
        if (action.Takes.Properties.Any(p => p.Name == "outbound_of"))
            foreach (var of in (string[])["all", "email", "agent", "run"])
                yield return new() { ["outbound"] = "on", ["outbound_of"] = of };
    }
}
