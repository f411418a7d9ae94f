using System.Net;
using Headgate.Doors.Mcp;
using Headgate.Gate;

namespace Headgate.Conformance;

/// <summary>
/// The product's own MCP endpoint with the catalogue that the official conformance suite asks for, and without tokens, since the suite sends none.
/// </summary>
public sealed class FixtureServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FixtureServer(WebApplication app, Fixture fixture) => (_app, Fixture) = (app, fixture);

    /// <summary>The address of the endpoint.</summary>
    public string Address => _app.Urls.First() + "/mcp";

    /// <summary>What it serves.</summary>
    public Fixture Fixture { get; }

    /// <summary>Starts one on loopback.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="tune">Changes the endpoint's options.</param>
    public static async Task<FixtureServer> Start(int port = 0, Func<McpOptions, McpOptions>? tune = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddHostedService(s => s.GetRequiredService<Sessions>());
        var app = builder.Build();
        var fixture = new Fixture();
        var options = new McpOptions { Authenticate = _ => new(Anybody), Serve = (_, _) => new(fixture.Options) };
        new McpEndpoint(
            tune?.Invoke(options) ?? options,
            app.Services.GetRequiredService<Sessions>(),
            app.Services,
            app.Services.GetRequiredService<ILoggerFactory>()
        ).Map(app, "/mcp");
        await app.StartAsync();
        return new(app, fixture);
    }

    /// <summary>Waits until somebody stops it.</summary>
    public Task Ended() => _app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static readonly Caller Anybody = new(
        new Principal
        {
            Tenant = "org_conformance",
            Person = "usr_conformance",
            PersonName = "Conformance",
            Role = Role.Admin,
            Scopes = Scope.All,
            Credential = "conformance",
        }
    );
}
