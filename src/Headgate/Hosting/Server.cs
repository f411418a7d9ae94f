using System.Globalization;
using System.Net;
using Headgate.Doors.Cli;
using Headgate.Doors.Mcp;
using Headgate.Doors.OAuth;
using Headgate.Doors.Oidc;
using Headgate.Doors.Rest;
using Headgate.Doors.Web;
using Headgate.Doors.Web.People;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Headgate.Hosting;

/// <summary>The web server: which addresses lead to which door. It listens on loopback and on a socket in the data folder.</summary>
public static class Server
{
    /// <summary>Builds a server over an open site. The caller starts it.</summary>
    public static WebApplication Build(Site site, int? port)
    {
        // Settings come from one place of our own: no configuration files, and nobody who watches folders for them.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A client's mistake is its own to read, and must not fill the log with traces.
        builder.Logging.AddFilter("ModelContextProtocol", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // It has nothing to say that is not said below, and makes an activity of every request for it. Who listens for activities gets them all the same.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Standard output belongs to the program's own words, and on stdio to the protocol.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o =>
            o.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.WebHost.ConfigureKestrel(k => Listen(k, site, port));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(site.Time);
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddHostedService(s => s.GetRequiredService<Sessions>());
        Telemetry.Add(builder, site);
        site.Address ??= site.Settings.Url?.TrimEnd('/') ?? (port is { } listens ? $"http://127.0.0.1:{listens}" : null);
        builder.Services.AddHostedService(s => new Resumption(site, s.GetRequiredService<ILoggerFactory>().CreateLogger("Headgate")));
        builder.Services.AddHostedService(s => new Integration(site, s.GetRequiredService<ILoggerFactory>().CreateLogger("Headgate")));
        builder.Services.AddHostedService(_ => new Matching(site));
        builder.Services.AddHostedService(s => new Anchoring.AnchorRounds(
            site,
            s.GetRequiredService<ILoggerFactory>().CreateLogger("Headgate")
        ));
        var app = builder.Build();
        app.Use(Unhandled);
        Map(app, site);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, Site site, int? port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 4 << 20;
        if (port is { } wanted)
            kestrel.Listen(IPAddress.Loopback, wanted);
        var socket = LocalSocket.PathOf(site.Settings.Data);
        File.Delete(socket);
        kestrel.ListenUnixSocket(socket);
    }

    private static void Map(WebApplication app, Site site)
    {
        var logs = new QuietLogs(app.Services.GetRequiredService<ILoggerFactory>());
        var surface = new Surface(site);
        new McpDoor(site, surface, app.Services.GetRequiredService<Sessions>(), app.Services, logs).Map(app);
        new RestDoor(site).Map(app);
        OAuthDoor.Map(app, site);
        SignIn.Map(app, site);
        PeopleDoor.Map(app, site);
        OidcDoor.Map(app, site);
        StatusPage.Map(app, site);
        ApprovalPages.Map(app, site);
        RejectionPage.Map(app, site);
        LocalSocket.Map(app, site, surface, logs);
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet(
            "/readyz",
            async (CancellationToken cancel) =>
                !await IsReady(site, cancel) ? Results.Text("the store cannot be read", statusCode: 503)
                : site.Unsigned is not null ? Results.Text("no checkpoint is signed; the server's log says why", statusCode: 503)
                // An anchor that is away or in doubt is told of, and stops nobody.
                : Results.Text(string.Join('\n', ["ready", .. site.Anchors.Troubled]))
        );
    }

    private static async Task<bool> IsReady(Site site, CancellationToken cancel)
    {
        try
        {
            await site.Organisations(cancel);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return false;
        }
    }

    // A door that fails says so in words; the trace goes to the log alone.
    private static async Task Unhandled(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody reads an answer.
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await RestAnswer.Write(
                http,
                bad.StatusCode,
                new("rest.request", "The request cannot be read.", "Correct it and send it again.")
            );
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Headgate").LogError(failure, "A door failed");
            await RestAnswer.Write(
                http,
                503,
                new(
                    "door.failed",
                    "Something failed inside Headgate before the gate; nothing was changed.",
                    "Try once more; if it fails again, look at the server's log."
                )
            );
        }
    }

    /// <summary>Every text and number in one culture, whatever the machine's.</summary>
    public static void PinCulture()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }
}
