using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Connectors;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;
using Headgate.Tests.Store;
using ModelContextProtocol.Client;

namespace Headgate.Tests.Outbound;

/// <summary>On the embedded store.</summary>
public sealed class SqliteToggleTests : ToggleTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresToggleTests(PostgresServer server) : ToggleTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// Thirty-two senders through every door while outbound goes on and off: no request begins after off was acknowledged, and on releases nothing. TOGGLES=1000 is
/// the full form.
/// </summary>
public abstract class ToggleTests : IAsyncLifetime
{
    private const int Senders = 32;

    // It takes up to a while before a request begins, longer than an off takes to be answered: an off in between is what must wait.
    private readonly Recorder _recorder = new() { Prepares = (_, cancel) => Task.Delay(Random.Shared.Next(200), cancel) };
    private readonly ConcurrentDictionary<string, int> _ends = new(StringComparer.Ordinal);
    private House _house = null!;
    private string _contact = "";
    private int _n;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(await NewDatabase(), _recorder);
        _contact = _house.Books.Ours.One("con");
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.3", "9.6.1")]
    [Proves(Frameworks.Nist, "MANAGE 2.4")]
    [Proves(Frameworks.Agentic, "ASI10")]
    public async Task No_request_begins_after_off_was_acknowledged()
    {
        var toggles = int.Parse(Environment.GetEnvironmentVariable("TOGGLES") ?? "40", System.Globalization.CultureInfo.InvariantCulture);
        var token = await _house.Agent("sender", ["mcp:read", "mcp:write", "mcp:comms", "mcp:admin"]);
        await using var stdio = await McpClient.CreateAsync(
            new StdioClientTransport(
                new()
                {
                    Command = "dotnet",
                    Arguments =
                    [
                        Clients.Program,
                        "mcp",
                        "--data",
                        _house.Books.Folder,
                        "--agent",
                        "sender",
                        "--org",
                        _house.Books.Ours.Admin.Tenant,
                    ],
                }
            ),
            Patient.Options(null)
        );
        using CancellationTokenSource end = new();
        RestWay rest = new(_house, "rest");
        RestWay cli = new(_house, "cli");
        (string Name, Func<string, JsonObject, Task<string?>> Send)[] doors =
        [
            ("mcp", Over(new McpWay(_house, modern: true), token)),
            ("mcp session", Over(new McpWay(_house, modern: false), token)),
            ("rest", Over(rest, token)),
            ("rest person", Over(rest, _house.Books.Ours.Token)),
            ("cli", Over(cli, token)),
            ("cli person", Over(cli, _house.Books.Ours.Token)),
            (
                "stdio",
                async (tool, arguments) =>
                {
                    var given = arguments.ToDictionary(a => a.Key, object? (a) => a.Value);
                    var said = await stdio.CallToolAsync(tool.Replace('.', '_'), given);
                    return said.IsError == true ? said.StructuredContent!.Value.GetProperty("code").GetString() : null;
                }
            ),
        ];
        await Turn(rest, "outbound.on", new { reason = "the test begins" });
        var senders = Enumerable.Range(0, Senders).Select(i => Task.Run(() => Send(doors[i % doors.Length], i, end.Token))).ToArray();
        List<double> took = [];
        HashSet<string> held = [];
        for (var i = 0; i < toggles; i++)
        {
            var (which, of, forbidden) = Turned(i);
            var began = Stopwatch.GetTimestamp();
            await Off(i, rest, cli, token, which);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            // From here on, whatever begins is wrong.
            _recorder.Forbidden = forbidden;
            // Of a thousand the list grows long: then each seventh time, which meets every sort of off.
            if (toggles < 100 || i % 7 == 0)
                held.UnionWith(_house.Texts("SELECT id FROM outbox WHERE status = 'held'"));
            await Refusals(_ends.GetValueOrDefault(of) + 8, of);
            _recorder.Forbidden = null;
            await Turn(i % 2 == 0 ? rest : cli, "outbound.on", With(which, "on again"));
            await Some(_recorder.Left.Count + 4);
        }
        await end.CancelAsync();
        await Task.WhenAll(senders);
        await Turn(rest, "outbound.off", new { reason = "the test ends" });

        Assert.Equal(0, _recorder.Wrong);
        Assert.All(_recorder.Left.Values, n => Assert.Equal(1, n));
        Assert.NotEmpty(held);
        // What one off held, no later on released.
        Assert.Equal(held, held.Intersect(_house.Texts("SELECT id FROM outbox WHERE status = 'held'")).ToHashSet());
        Assert.Empty(held.Intersect(_recorder.Left.Keys));
        Assert.All(doors, d => Assert.True(_ends.GetValueOrDefault(d.Name) > 0, $"{d.Name} never sent anything"));
        took.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{toggles} toggles, {Senders} senders, {_recorder.Left.Count} sent, {held.Count} held, {_recorder.Wrong} after off was acknowledged; "
                + $"off p50 {took[took.Count / 2]:0} ms, p99 {took[(int)(took.Count * 0.99)]:0} ms, most {took[^1]:0} ms; {string.Join(", ", _ends.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value}"))}"
        );
    }

    // What goes off: mostly everything, sometimes a channel or the agent; the refusal that senders then meet, and what must not begin.
    private static (object? Which, string Code, Func<Parcel, bool> Forbidden) Turned(int i) =>
        (i % 5) switch
        {
            3 => (new { channel = "email" }, "kill_switch.channel_off", p => p.Channel == "email"),
            4 => (new { agent = "sender" }, "kill_switch.agent_off", p => p.Body.StartsWith("agent", StringComparison.Ordinal)),
            _ => (null, "kill_switch.outbound_off", _ => true),
        };

    private async Task Off(int i, RestWay rest, RestWay cli, string token, object? which)
    {
        if (which is null && i % 3 == 1)
        {
            // An agent may.
            McpWay mcp = new(_house, modern: true);
            var said = await mcp.Call(
                _house.Books.Catalogue.Find("org.update")!,
                new JsonObject
                {
                    ["outbound"] = "off",
                    ["reason"] = $"off {i}",
                    ["idempotency_key"] = $"off {i}",
                },
                token
            );
            Assert.Null(said.Code);
            return;
        }
        await Turn(i % 2 == 0 ? rest : cli, "outbound.off", With(which, $"off {i}"));
    }

    private static Dictionary<string, object?> With(object? which, string reason)
    {
        Dictionary<string, object?> asked = new(StringComparer.Ordinal) { ["reason"] = reason };
        if (which is not null)
            foreach (var one in JsonSerializer.SerializeToElement(which).EnumerateObject())
                asked[one.Name] = one.Value.GetString();
        return asked;
    }

    private async Task Turn(RestWay way, string action, object arguments)
    {
        var said = await way.Send(action, JsonSerializer.Serialize(arguments), _house.Books.Ours.Token);
        Assert.True(said.Code is null, said.Text);
    }

    private Func<string, JsonObject, Task<string?>> Over(Way way, string token) =>
        async (action, arguments) => (await way.Call(_house.Books.Catalogue.Find(action)!, arguments, token)).Code;

    private async Task Send((string Name, Func<string, JsonObject, Task<string?>> Send) door, int sender, CancellationToken end)
    {
        var who = door.Name.EndsWith("person", StringComparison.Ordinal) ? "person" : "agent";
        while (!end.IsCancellationRequested)
        {
            var n = Interlocked.Increment(ref _n);
            var code = (n % 3) switch
            {
                0 => await door.Send("sms.send", new() { ["contact_id"] = _contact, ["body"] = $"{who} {sender} {n}" }),
                1 => await door.Send("calls.place", new() { ["contact_id"] = _contact, ["purpose"] = $"{who} {sender} {n}" }),
                _ => await door.Send(
                    "email.send",
                    new()
                    {
                        ["contact_id"] = _contact,
                        ["subject"] = "Hello",
                        ["body"] = $"{who} {sender} {n}",
                    }
                ),
            };
            _ends.AddOrUpdate(code ?? door.Name, 1, (_, had) => had + 1);
            // Nobody spins: what counts is what is under way when off comes, not how much waits behind it.
            await Task.Delay(code is null ? 100 : 40, CancellationToken.None);
        }
    }

    private Task Refusals(int most, string code) => Until(() => _ends.GetValueOrDefault(code) >= most, code);

    private Task Some(int most) => Until(() => _recorder.Left.Count >= most, "sending");

    private async Task Until(Func<bool> holds, string what)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(5); )
        {
            if (holds())
                return;
            await Task.Delay(5, CancellationToken.None);
        }
        Assert.Fail($"Nothing more came of {what}: {string.Join(", ", _ends)}");
    }
}
