using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>
/// A client that opens pages is asked to open the approval's, in both eras and with both clients; what it answers decides nothing, and it gets the held result.
/// </summary>
public sealed class AskingTests(ProductServer product) : IClassFixture<ProductServer>, IAsyncLifetime
{
    private const string None = "none";

    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        await Person("approvals/configure", new { contacts = true });
        await Person("limits/set", new { limits = new[] { new { name = "creates_per_minute", most = 1_000L } } });
        _token = await product.Agent("asking", toolsets: "approvals");
    }

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData(Wire.Modern, "accept")]
    [InlineData(Wire.Modern, "decline")]
    [InlineData(Wire.Modern, None)]
    [InlineData(Wire.Legacy, "accept")]
    [InlineData(Wire.Legacy, "cancel")]
    [InlineData(Wire.Legacy, None)]
    public async Task The_dotnet_client_is_shown_the_way_and_decides_nothing(string version, string action)
    {
        List<ElicitRequestParams> asked = [];
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new()
                {
                    Endpoint = new(product.Mcp),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {_token}" },
                }
            ),
            new()
            {
                ProtocolVersion = version,
                DiscoverProbeTimeout = Timeout.InfiniteTimeSpan,
                InitializationTimeout = TimeSpan.FromMinutes(10),
                Capabilities = action == None ? new() : new() { Elicitation = new() { Url = new() } },
                Handlers =
                    action == None
                        ? new()
                        : new()
                        {
                            ElicitationHandler = (request, _) =>
                            {
                                asked.Add(request!);
                                return new(new ElicitResult { Action = action });
                            },
                        },
            }
        );
        Assert.Equal(version, client.NegotiatedProtocolVersion);
        var name = Fresh();
        var answer = await client.CallToolAsync("contacts_create", Contact(name));
        var held = answer.StructuredContent!.Value;
        Assert.NotEqual(true, answer.IsError);
        Assert.Equal(
            held.GetRawText(),
            JsonElement.Parse(Assert.IsType<TextContentBlock>(Assert.Single(answer.Content)).Text).GetRawText()
        );
        await Waits(held, [.. asked.Select(a => (a.Mode, a.Url, a.ElicitationId))], action);

        // How it goes on is asked for, and a person decides.
        var id = held.GetProperty("approval").GetString()!;
        await Person("approvals/approve", new { ids = new[] { id }, plan_hashes = new[] { held.GetProperty("plan_hash").GetString() } });
        var after = await client.CallToolAsync("approvals_get", new Dictionary<string, object?> { ["id"] = id });
        Assert.Equal("executed", after.StructuredContent!.Value.GetProperty("approval").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("legacy", Wire.Legacy, "accept")]
    [InlineData("auto", Wire.Modern, "accept")]
    [InlineData(Wire.Modern, Wire.Modern, "decline")]
    [InlineData("legacy", Wire.Legacy, None)]
    [InlineData("auto", Wire.Modern, None)]
    public async Task The_typescript_client_is_shown_the_way_and_decides_nothing(string mode, string version, string action)
    {
        var said = await NodeClients.Script("ask.mjs", mode, product.Mcp, _token, Fresh(), action);
        Assert.True(said.Exit == 0, said.Output + said.Errors);
        var saw = JsonElement.Parse(said.Output);
        Assert.Equal(version, saw.GetProperty("version").GetString());
        await Waits(
            saw.GetProperty("answer"),
            [
                .. saw.GetProperty("asked")
                    .EnumerateArray()
                    .Select(a =>
                        (
                            a.GetProperty("mode").GetString()!,
                            a.GetProperty("url").GetString(),
                            a.TryGetProperty("elicitationId", out var id) ? id.GetString() : null
                        )
                    ),
            ],
            action
        );
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.4.4")]
    [Proves(Frameworks.Agentic, "ASI07")]
    public async Task A_state_that_is_damaged_or_anothers_is_refused_and_does_nothing()
    {
        using HttpClient http = new() { BaseAddress = new(product.Root) };
        var first = await Post(http, _token, Fresh(), null);
        var result = first.GetProperty("result");
        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
        var ask = result.GetProperty("inputRequests").GetProperty("approval");
        Assert.Equal("elicitation/create", ask.GetProperty("method").GetString());
        var state = result.GetProperty("requestState").GetString()!;
        var before = await Waiting();
        var other = await product.Agent("another");
        foreach (var (token, given) in ((string, string)[])[(_token, state[..^4] + "AAAA"), (_token, "apr_nonsense"), (other, state)])
        {
            var refused = await Post(http, token, Fresh(), given);
            Assert.Equal(-32602, refused.GetProperty("error").GetProperty("code").GetInt32());
        }
        // With its own state it gets the held result, and holds nothing more.
        var back = await Post(http, _token, Fresh(), state);
        Assert.True(back.GetProperty("result").GetProperty("structuredContent").GetProperty("held").GetBoolean());
        Assert.Equal(before, await Waiting());
    }

    private async Task Waits(JsonElement held, List<(string? Mode, string? Url, string? Id)> asked, string action)
    {
        Assert.True(held.GetProperty("held").GetBoolean(), held.GetRawText());
        var (link, id) = (held.GetProperty("link").GetString(), held.GetProperty("approval").GetString()!);
        if (action == None)
            Assert.Empty(asked);
        else
        {
            var only = Assert.Single(asked);
            Assert.Equal(("url", link), (only.Mode, only.Url));
            Assert.StartsWith("http://127.0.0.1", link, StringComparison.Ordinal);
            Assert.True(only.Id is null || only.Id == id);
        }
        var stands = await Person("approvals/get", new { id });
        Assert.Equal("pending", stands.GetProperty("approval").GetProperty("status").GetString());
    }

    private async Task<int> Waiting() =>
        (await Person("approvals/list", new { status = "pending", limit = 100 })).GetProperty("items").GetArrayLength();

    private async Task<JsonElement> Post(HttpClient http, string token, string name, string? state)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/mcp");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", Wire.Modern);
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", "contacts_create");
        Dictionary<string, object?> parameters = new(StringComparer.Ordinal)
        {
            ["name"] = "contacts_create",
            ["arguments"] = Contact(name),
            ["_meta"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["io.modelcontextprotocol/protocolVersion"] = Wire.Modern,
                ["io.modelcontextprotocol/clientInfo"] = new { name = "wire", version = "1" },
                ["io.modelcontextprotocol/clientCapabilities"] = new { elicitation = new { url = new { } } },
            },
        };
        if (state is not null)
        {
            parameters["requestState"] = state;
            parameters["inputResponses"] = new { approval = new { action = "accept" } };
        }
        request.Content = JsonContent.Create(
            new
            {
                jsonrpc = "2.0",
                id = 1,
                method = "tools/call",
                @params = parameters,
            }
        );
        var answer = await http.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<JsonElement> Person(string path, object arguments)
    {
        using HttpClient http = new() { BaseAddress = new(product.Root) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", product.PersonToken);
        var answer = await http.PostAsJsonAsync($"/api/v1/{path}", arguments);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {told}");
        return told;
    }

    // Nobody alike: a person's name made of letters that no other one has in that order.
    private static string Fresh() =>
        string.Concat(Guid.NewGuid().ToString("n").Select(c => (char)('a' + Convert.ToInt32($"{c}", 16)))).Insert(12, " ")[..25];

    private static Dictionary<string, object?> Contact(string name) =>
        new() { ["name"] = name, ["email"] = $"{name.Replace(' ', '.')}@structured.example" };
}
