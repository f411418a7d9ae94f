using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Headgate.Connectors;
using Headgate.Tests.OAuth;
using Headgate.Tests.Running;

namespace Headgate.Tests.Rights;

/// <summary>
/// What comes in with a call never goes out with a message or a question: every action through every door, with connectors and a client's own server that write
/// down all that they get.
/// </summary>
public sealed class PassthroughTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _out = new();
    private readonly HttpListener _stranger = new();
    private readonly int _port = Ports.Free();
    private Task _listening = Task.CompletedTask;
    private House _house = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(null, new Listener(_out));
        _stranger.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _stranger.Start();
        _listening = Listen();
    }

    public async ValueTask DisposeAsync()
    {
        _stranger.Stop();
        await _listening;
        _stranger.Close();
        await _house.DisposeAsync();
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP01")]
    [Proves(Frameworks.Aisvs, "10.2.7")]
    public async Task Nothing_that_opened_a_door_leaves_by_another()
    {
        string[] all = ["mcp:read", "mcp:write", "mcp:comms", "mcp:admin"];
        var (agent, person) = (await _house.Agent("outgoing", all), _house.Books.Ours.Token);
        await _house.Execute(
            "UPDATE organisations SET providers = @sinks WHERE tenant = @tenant",
            ("sinks", """{"email":"sink","sms":"sink","call":"sink"}""")
        );
        Fresh fresh = new(_house.Admin, (action, arguments) => _house.Agent(agent, action, arguments));
        Samples samples = new(_house.Books.Ours);
        Way[] ways =
        [
            new RestWay(_house, "rest"),
            new McpWay(_house, modern: true),
            new McpWay(_house, modern: false),
            new RestWay(_house, "cli"),
        ];
        var n = 7000;
        foreach (var way in ways)
        foreach (var action in _house.Books.Catalogue.All.Where(way.LeadsTo))
        foreach (var token in (string[])(way.LetsPeopleIn ? [agent, person] : [agent]))
        {
            var arguments = samples.Of(action, ++n);
            // Whoever sends, sends; what would end the caller's own token is only planned.
            if (action.Effect == Gate.Effect.Send)
                await fresh.For(action.Id, arguments, n);
            else if (action.Effect == Gate.Effect.Write && way.TakesArguments(action))
                arguments["dry_run"] = true;
            await way.Call(action, arguments, token);
        }
        // A client's own document is fetched from where the client says it is.
        await _house.Admin("clients.configure", new { loopback = true });
        var link = (await _house.Admin("users.link", new { person = "me" })).GetProperty("sign_in_link").GetString()!;
        var root = _house.Web.BaseAddress!.ToString().TrimEnd('/');
        using var session = await Browser.Opened(root, link);
        session.ClientId = $"http://127.0.0.1:{_port}/client.json";
        using var asked = await session.Ask(session.Asking());
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var secrets = session.Cookies.Append(agent).Append(person).Append(link).ToList();
        Assert.True(secrets.Count > 3);
        await Waiting();

        TestContext.Current.TestOutputHelper?.WriteLine($"{n - 7000} calls; {_out.Count} ways out were taken");
        Assert.Contains(_out, o => o.Contains("client.json", StringComparison.Ordinal));
        Assert.True(_out.Count(o => o.StartsWith("sent", StringComparison.Ordinal)) >= 3, string.Join('\n', _out));
        foreach (var sent in _out)
        {
            Assert.DoesNotContain(
                secrets,
                s => sent.Contains(s, StringComparison.Ordinal) || sent.Contains(Store(s), StringComparison.Ordinal)
            );
            Assert.DoesNotMatch("(?i)authorization|cookie|hg[aclopqrs]_", sent);
        }
    }

    private static string Store(string secret) => Headgate.Store.Credentials.HashOf(secret);

    private async Task Waiting()
    {
        for (var tries = 0; tries < 100 && _out.Count(o => o.StartsWith("sent", StringComparison.Ordinal)) < 3; tries++)
            await Task.Delay(50);
    }

    private async Task Listen()
    {
        while (_stranger.IsListening)
        {
            try
            {
                var context = await _stranger.GetContextAsync();
                var request = context.Request;
                _out.Enqueue(
                    $"asked {request.HttpMethod} {request.RawUrl}\n"
                        + string.Join('\n', request.Headers.AllKeys.Select(k => $"{k}: {request.Headers[k]}"))
                );
                context.Response.ContentType = "application/json";
                var document = new
                {
                    client_id = $"http://127.0.0.1:{_port}/client.json",
                    client_name = "Outgoing",
                    redirect_uris = new[] { Browser.Callback },
                    token_endpoint_auth_method = "none",
                };
                await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document));
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private sealed class Listener(ConcurrentQueue<string> to) : Connector("sink")
    {
        public override Task<Delivery> Send(Parcel parcel, Action onItsWay, CancellationToken cancel)
        {
            onItsWay();
            to.Enqueue("sent " + JsonSerializer.Serialize(parcel));
            return Task.FromResult(new Delivery(true));
        }
    }
}
