using System.Net;
using System.Text;
using Headgate.Log;
using Headgate.Store;
using Headgate.Store.Logs;

namespace Headgate.Hosting.Anchoring;

/// <summary>
/// A witness that runs by itself (c2sp.org/tlog-witness): it signs checkpoints of the logs whose keys it was given, over HTTP, and never two that contradict
/// each other, however often it is killed. It knows nothing else of Headgate.
/// </summary>
public sealed class WitnessServer : IAsyncDisposable
{
    private const int MostBytes = 64 << 10;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly WitnessFolder _folder;

    private WitnessServer(WitnessFolder folder, WebApplication app) => (_folder, App) = (folder, app);

    /// <summary>The web server; the caller starts it.</summary>
    public WebApplication App { get; }

    /// <summary>What its signatures are checked with.</summary>
    public string Key => _folder.Key.ToString();

    /// <summary>How many logs it signs for.</summary>
    public int Logs => _folder.Logs.Count;

    /// <summary>Opens a witness's folder and builds its server.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="name">The witness's name.</param>
    /// <param name="logs">Verifier keys of logs to be added.</param>
    /// <param name="listen">Where it listens.</param>
    /// <exception cref="StoreException">The folder cannot be used.</exception>
    public static WitnessServer Build(string folder, string name, IEnumerable<string> logs, IPEndPoint listen)
    {
        var opened = WitnessFolder.Open(folder, name, logs);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o =>
            o.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = MostBytes;
            k.Listen(listen);
        });
        var app = builder.Build();
        app.MapPost("/add-checkpoint", (Delegate)((HttpContext http) => Answer(http, opened.Cosigner)));
        app.MapGet("/healthz", () => Results.Text("ok"));
        return new(opened, app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<IResult> Answer(HttpContext http, Cosigner cosigner)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Cosigning answer;
        try
        {
            answer = cosigner.Answer(Strict.GetString(body.GetBuffer(), 0, (int)body.Length));
        }
        catch (DecoderFallbackException)
        {
            answer = new(400);
        }
        catch (IOException full)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>()
                .CreateLogger("Headgate")
                .LogError(full, "A checkpoint could not be kept, and was not signed");
            return Results.Text("what cannot be kept is not signed\n", statusCode: 503);
        }
        return answer switch
        {
            { Line: { } line } => Results.Text($"{line}\n"),
            { Size: { } size } => Results.Text($"{size}\n", "text/x.tlog.size", statusCode: answer.Status),
            _ => Results.StatusCode(answer.Status),
        };
    }
}
