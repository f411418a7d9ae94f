using System.Net.Http.Headers;
using System.Text;
using Headgate.Gate;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Doors;

/// <summary>On the embedded store.</summary>
public sealed class SqliteFuzzTests : FuzzTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresFuzzTests(PostgresServer server) : FuzzTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// Malformed calls through MCP and REST at a running server with a second organisation in it. <c>FUZZ=20000</c> for the long form; <c>FUZZ_SEED</c> repeats one.
/// </summary>
public abstract class FuzzTests : IAsyncLifetime
{
    private static readonly int Calls = int.TryParse(Environment.GetEnvironmentVariable("FUZZ"), out var calls) ? calls : 2000;

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), out var seed)
        ? seed
        : (int)(DateTime.UtcNow.Ticks & 0x7fffffff);

    private readonly Random _random = new(Seed);
    private House _house = null!;
    private Malformed _malformed = null!;
    private Inspector _inspector = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(await NewDatabase());
        _malformed = new(_house.Books, _random);
        _inspector = new(_house.Books);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.3")]
    [Proves(Frameworks.Mcp, "MCP05")]
    [Proves(Frameworks.Nist, "MEASURE 2.7")]
    [Proves(Frameworks.Saif, "controlInputValidationAndSanitization")]
    public async Task No_malformed_call_breaks_a_door_or_shows_what_is_not_the_caller_s()
    {
        var token = await _house.Agent("fuzz", [.. Scopes.Named.Select(n => n.Name)]);
        McpWay[] mcp = [new(_house, modern: true), new(_house, modern: false)];
        await _house.Admin("outbound.on", new { reason = "to be fuzzed" });
        List<string> wrong = [];
        for (var n = 0; n < Calls && wrong.Count < 20; n++)
        {
            var (sent, told, action) = n % 2 == 0 ? await Rest(n, token) : await Mcp(mcp[n / 2 % 2], n, token);
            if (_inspector.Wrong(told, action, n % 2 == 1) is { } why)
                wrong.Add($"call {n}: {why}\n  > {Short(sent)}\n  < {told.Status} {Short(told.Text)}");
        }

        var health = await _house.Web.GetStringAsync("/healthz");
        var seen = string.Join(", ", _inspector.Seen.OrderByDescending(s => s.Value).Select(s => $"{s.Key} {s.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Calls} calls, FUZZ_SEED={Seed}: {seen}");
        Assert.True(wrong.Count == 0, $"FUZZ_SEED={Seed} FUZZ={Calls}\n{string.Join('\n', wrong)}");
        Assert.Equal("ok", health);
        Assert.True(_inspector.Seen.Count > 8, seen);
        Assert.NotEqual(default, await _house.Admin("contacts.list", new { }));
    }

    private async Task<(string Sent, Told Told, ActionSpec? Action)> Rest(int n, string token)
    {
        var action = _malformed.Action();
        var text = _malformed.Arguments(action, n);
        var path = "/api/v1/" + action.Id.Replace('.', '/');
        HttpRequestMessage request = _random.Next(10) switch
        {
            0 => new(HttpMethod.Get, $"{path}?{Query(text)}"),
            1 => new(new HttpMethod(_random.Next(2) == 0 ? "PUT" : "DELETE"), path),
            _ => new(HttpMethod.Post, path) { Content = new ByteArrayContent(_malformed.Bytes(text)) },
        };
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", _malformed.Type());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (_random.Next(10) == 0)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', _random.Next(1, 400)));
        // One action is sometimes called by another's address below; REST is exact, so the answer is the action's.
        return ($"{request.Method} {request.RequestUri} {text}", await new RestWay(_house, "rest").Send(request), action);
    }

    private async Task<(string Sent, Told Told, ActionSpec? Action)> Mcp(McpWay way, int n, string token)
    {
        var action = _malformed.Action();
        var arguments = _malformed.Arguments(action, n);
        var (method, name, parameters) = _random.Next(8) switch
        {
            0 => ("prompts/get", Last(action), $"\"name\":\"{Last(action)}\",\"arguments\":{arguments}"),
            1 => ("resources/read", "headgate://contacts/x", $"\"uri\":{Or(arguments, "\"headgate://contacts/x\"")}"),
            2 => (
                "completion/complete",
                null,
                $"\"ref\":{{\"type\":\"ref/resource\",\"uri\":\"headgate://accounts/{{id}}\"}},\"argument\":{arguments}"
            ),
            3 => ("tools/list", null, $"\"cursor\":{arguments}"),
            _ => ("tools/call", action.WireName, $"\"name\":\"{action.WireName}\",\"arguments\":{arguments}"),
        };
        var text = Envelope(n, method, parameters, modern: way.Name == "mcp");
        var told = await way.Post(_malformed.Bytes(text), method, name, token, _malformed.Type());
        return ($"{way.Name} {method} {name} {text}", told, method == "tools/call" && action.Offered == Offered.Tool ? action : null);
    }

    private string Envelope(int n, string method, string parameters, bool modern)
    {
        var meta =
            !modern || _random.Next(20) == 0
                ? "\"_meta\":{}"
                : """
                    "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"fuzz","version":"\u202e"}}
                    """.Trim();
        return _random.Next(40) switch
        {
            0 => $"[{{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}]",
            1 => $"{{\"jsonrpc\":\"2.0\",\"id\":{{}},\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}",
            2 => $"{{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":7,\"params\":{{{parameters},{meta}}}}}",
            3 => $"{{\"jsonrpc\":\"1.0\",\"id\":{n},\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}",
            4 => $"{{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"{method}\",\"params\":[1]}}",
            5 => $"{{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"no/such\",\"params\":{{{parameters},{meta}}}}}",
            6 => $"{{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}",
            7 => $"{{\"jsonrpc\":\"2.0\",\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}",
            8 => $"{{\"jsonrpc\":\"2.0\",\"id\":1e400,\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}",
            9 => $"{{\"jsonrpc\":\"2.0\",\"id\":{n},\"result\":{{}}}}",
            _ => $"{{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"{method}\",\"params\":{{{parameters},{meta}}}}}",
        };
    }

    private string Query(string text) =>
        string.Join(
            '&',
            text.Take(400).Chunk(40).Select(c => $"{(_random.Next(2) == 0 ? "limit" : "id")}={Uri.EscapeDataString(Sound(new(c)))}")
        );

    // A lone surrogate cannot be written into an address.
    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private string Or(string text, string other) => _random.Next(3) == 0 ? text : other;

    private static string Last(ActionSpec action) => action.Id[(action.Id.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Short(string text) => text.Length > 600 ? text[..600] + "…" : text;
}
