using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Tests.People;

/// <summary>A server that people come to: an organisation with its first administrator, on a free port; it can be started again, and have another beside it.</summary>
internal sealed class Front : IAsyncDisposable
{
    public const string Ada = "ada@northwind.example";

    private static readonly string[] Programs =
    [
        "/api/",
        "/mcp",
        "/sandbox/",
        // Answered on the socket in the data folder alone.
        "/local/",
        "/oauth/token",
        "/oauth/register",
        "/oauth/revoke",
        "/oauth/introspect",
    ];
    private readonly bool _isFirst;
    private readonly string? _database;
    private WebApplication? _server;

    private Front(string folder, string? database, ShiftedTime time, bool isFirst) =>
        (Folder, _database, Time, _isFirst) = (folder, database, time, isFirst);

    public string Folder { get; }

    public ShiftedTime Time { get; }

    public Site Site { get; private set; } = null!;

    /// <summary>Where it listens, by the name that passkeys want.</summary>
    public string Root { get; private set; } = "";

    public Principal Admin { get; private set; } = null!;

    public static async Task<Front> Open(string? database)
    {
        Front front = new(Directory.CreateTempSubdirectory("headgate-people-").FullName, database, new(), isFirst: true);
        await front.Start();
        var made = await front.Site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Northwind", email = Ada }),
            Door.Cli,
            CancellationToken.None
        );
        front.Admin = await front.Who(JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!);
        return front;
    }

    /// <summary>Every path that a form of a page is sent to; not those of programs, which come with a token or a client's proof.</summary>
    public IEnumerable<string> Forms =>
        from source in ((IEndpointRouteBuilder)_server!).DataSources
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where !Programs.Any(p => path.StartsWith(p, StringComparison.Ordinal))
        select path;

    /// <summary>Another node over the same store.</summary>
    public async Task<Front> Beside()
    {
        Front front = new(Folder, _database, Time, isFirst: false) { Admin = Admin };
        await front.Start();
        return front;
    }

    /// <summary>Ends it and starts it again.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Who a credential is.</summary>
    public async Task<Principal> Who(string credential) => (await Site.Credentials.Verify(credential, CancellationToken.None))!.By;

    /// <summary>A call that must end well.</summary>
    public async Task<JsonElement> Ask(Principal by, string action, object arguments)
    {
        var outcome = await Pass(by, action, arguments);
        Assert.True(outcome.Ended == Ended.Done, $"{action}: {outcome.Ended} {outcome.Refusal?.Code} {outcome.Refusal?.Why}");
        return JsonElement.Parse(outcome.Json.Span);
    }

    /// <summary>A call.</summary>
    public ValueTask<Outcome> Pass(Principal by, string action, object arguments) =>
        Site.Pass(by, Door.Cli, action, JsonSerializer.SerializeToElement(arguments));

    /// <summary>Invites somebody: the sign-in link's address.</summary>
    public async Task<string> Invite(string name, string role = "rep") =>
        "/sign-in/" + (await Invited(name, role)).GetProperty("sign_in_link").GetString();

    /// <summary>Invites somebody.</summary>
    public Task<JsonElement> Invited(string name, string role = "rep") =>
        Ask(
            Admin,
            "users.invite",
            new
            {
                name,
                email = Address(name),
                role,
            }
        );

    /// <summary>The e-mail address of somebody invited.</summary>
    public static string Address(string name) => $"{name.ToLowerInvariant()}@northwind.example";

    private async Task Start()
    {
        Site = await Site.Open(
            new()
            {
                Data = Folder,
                Port = 0,
                Database = _database,
            },
            Time,
            NullLoggerFactory.Instance
        );
        _server = Server.Build(Site, 0);
        await _server.StartAsync();
        Root = _server
            .Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))
            .Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    private async Task Stop()
    {
        if (_server is not null)
        {
            await _server.StopAsync();
            await _server.DisposeAsync();
        }
        await Site.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (_isFirst)
            Directory.Delete(Folder, recursive: true);
    }
}
