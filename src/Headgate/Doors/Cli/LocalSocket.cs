using System.Net.Sockets;
using Headgate.Doors.Mcp;
using Headgate.Doors.Rest;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>
/// The socket in the data folder, which only its owner can open: the command line's way to a running server. It serves the same REST routes, and what the
/// host itself does: organisations, backup.
/// </summary>
internal static class LocalSocket
{
    /// <summary>Where it is. A socket's path is short by law of the kernel, so a deep folder gets one in the temporary folder, named by the folder.</summary>
    public static string PathOf(string data)
    {
        var path = Path.Combine(Path.GetFullPath(data), "headgate.sock");
        return path.Length < 100 ? path : Path.Combine(Path.GetTempPath(), $"headgate-{Credentials.HashOf(path)[..24]}.sock");
    }

    /// <summary>Whether the request came over the socket.</summary>
    public static bool Is(HttpContext http) => http.Connection.LocalIpAddress is null && http.Connection.RemoteIpAddress is null;

    /// <summary>Who a request over the socket is when it carries no token: the local operator.</summary>
    public static Task<Principal> Operator(HttpContext http, Site site) =>
        Hosting.Operator.Of(site, http.Request.Headers["X-Headgate-Org"] is [{ Length: > 0 } org] ? org : null, http.RequestAborted);

    public static void Map(IEndpointRouteBuilder app, Site site, Surface surface, ILoggerFactory logs)
    {
        app.MapPost("/local/backup", (HttpContext http) => Backup(http, site));
        app.MapPost("/local/audit/export", (HttpContext http) => ExportAudit(http, site));
        app.MapPost("/local/audit/verify", (HttpContext http) => VerifyAudit(http, site));
        app.MapGet(
            "/local/orgs",
            async (HttpContext http) => Is(http) ? Results.Json(await site.Organisations(http.RequestAborted)) : Results.NotFound()
        );
        app.MapGet("/local/address", (HttpContext http) => Is(http) ? Results.Text(site.Address ?? "") : Results.NotFound());
        app.MapPost("/local/orgs", (HttpContext http) => CreateOrganisation(http, site));
        app.MapPost("/local/demo", (HttpContext http) => DemoAgent(http, site));
        app.MapPost("/local/mcp", (HttpContext http) => StdioDoor.Attach(http, site, surface, logs));
    }

    /// <summary>A client of a running server, or nothing when none runs.</summary>
    public static async Task<HttpClient?> Connect(string data)
    {
        var path = PathOf(data);
        if (!File.Exists(path))
            return null;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = new("http://localhost"), Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var answer = await client.GetAsync("/healthz");
            return client;
        }
        catch (HttpRequestException)
        {
            // Left behind by a server that was killed.
            client.Dispose();
            return null;
        }
    }

    private static async Task Backup(HttpContext http, Site site)
    {
        if (!Is(http))
        {
            http.Response.StatusCode = 404;
            return;
        }
        var target = (await http.Request.ReadFromJsonAsync<Dictionary<string, string>>(http.RequestAborted))?.GetValueOrDefault("to") ?? "";
        try
        {
            await DataFolder.Backup(site, target, http.RequestAborted);
            await http.Response.WriteAsJsonAsync(new { backup = target }, http.RequestAborted);
        }
        catch (StoreException failure)
        {
            await RestAnswer.Write(http, 422, new("backup.failed", failure.Message, "Choose another folder."));
        }
    }

    private static Task ExportAudit(HttpContext http, Site site) =>
        OfLog(
            http,
            site,
            async log =>
            {
                var asked = await http.Request.ReadFromJsonAsync<Dictionary<string, string>>(http.RequestAborted);
                var target = asked?.GetValueOrDefault("to") ?? "";
                return new { exported = target, entries = await log.Export(target, http.RequestAborted) };
            }
        );

    private static Task VerifyAudit(HttpContext http, Site site) => OfLog(http, site, async log => await log.Check(http.RequestAborted));

    private static async Task OfLog(HttpContext http, Site site, Func<AuditLog, Task<object>> run)
    {
        if (!Is(http))
        {
            http.Response.StatusCode = 404;
            return;
        }
        try
        {
            await http.Response.WriteAsJsonAsync(await run(new(site, (await Operator(http, site)).Tenant)), http.RequestAborted);
        }
        catch (StoreException failure)
        {
            await RestAnswer.Write(http, 422, new("audit.failed", failure.Message, ""));
        }
    }

    private static async Task DemoAgent(HttpContext http, Site site)
    {
        if (!Is(http))
        {
            http.Response.StatusCode = 404;
            return;
        }
        try
        {
            var token = await Welcome.ScriptedAgent(site, http.RequestAborted);
            await http.Response.WriteAsJsonAsync(new Dictionary<string, string> { ["token"] = token }, http.RequestAborted);
        }
        catch (StoreException failure)
        {
            await RestAnswer.Write(http, 422, new("demo.not_here", failure.Message, "Or leave out --data."));
        }
    }

    private static async Task CreateOrganisation(HttpContext http, Site site)
    {
        if (!Is(http))
        {
            http.Response.StatusCode = 404;
            return;
        }
        var arguments = await http.Request.ReadFromJsonAsync<System.Text.Json.JsonElement>(http.RequestAborted);
        await RestAnswer.Write(http, await site.CreateOrganisation(arguments, Door.Cli, http.RequestAborted));
    }
}
