using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Headgate.Connectors;

/// <summary>Why nothing was fetched.</summary>
public sealed class EgressException(string why, Exception? because = null) : Exception(why, because);

/// <summary>
/// The one way out for addresses that somebody else names: https to a name of the open internet. The name is resolved once, every address of it must be
/// public, and the connection goes to one of those very addresses. No redirect is followed, no proxy, no cookie; time and size are bounded.
/// </summary>
public sealed class Egress : IDisposable
{
    /// <summary>How long a whole exchange may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly HttpRequestOptionsKey<bool> MayBeLoopback = new("loopback");

    private static readonly string[] Inside =
    [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "arpa",
        "onion",
        "test",
        "invalid",
    ];

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly Func<IPEndPoint, CancellationToken, Task<Stream>> _connect;
    private readonly HttpClient _http;

    /// <summary>Makes one. What is given is for tests: a resolver that lies, and a connection that only counts.</summary>
    public Egress(
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null,
        Func<IPEndPoint, CancellationToken, Task<Stream>>? connect = null
    )
    {
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        _connect = connect ?? Connect;
        _http = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                // A name is resolved for each exchange anew, so that no connection outlives what it was checked for.
                PooledConnectionLifetime = TimeSpan.Zero,
                MaxResponseHeadersLength = 16,
                ConnectTimeout = Limit,
                ConnectCallback = Pinned,
            }
        )
        {
            Timeout = Limit,
        };
    }

    /// <summary>Fetches a JSON document.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="loopback">Whether it may be on this machine, over http too: for development.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="EgressException">Nothing was fetched; nothing was connected to that may not be.</exception>
    public async Task<byte[]> Json(Uri address, int most, bool loopback, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await Ask(request, most, loopback, cancel);
    }

    /// <summary>Asks for a JSON document with a request of one's own: a form, or a header that says who asks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="loopback">Whether it may be on this machine, over http too: for development.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="EgressException">Nothing was fetched; nothing was connected to that may not be.</exception>
    public async Task<byte[]> Ask(HttpRequestMessage request, int most, bool loopback, CancellationToken cancel)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await Send(
            request,
            loopback,
            async answer =>
            {
                if (answer.StatusCode != HttpStatusCode.OK)
                    throw new EgressException($"It answered {(int)answer.StatusCode}, not 200; redirects are not followed.");
                if (
                    answer.Content.Headers.ContentType?.MediaType is not { } type
                    || !type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
                )
                    throw new EgressException("It is not JSON.");
                return await Read(answer, most, cancel);
            },
            cancel
        );
    }

    /// <summary>Exchanges a request for whatever is answered, good or not: for protocols in which the status is the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">The most bytes of the answer.</param>
    /// <param name="loopback">Whether it may be on this machine, over http too: for development.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="EgressException">Nothing came; nothing was connected to that may not be.</exception>
    public Task<EgressAnswer> Exchange(HttpRequestMessage request, int most, bool loopback, CancellationToken cancel) =>
        Send(
            request,
            loopback,
            async answer => new EgressAnswer(
                (int)answer.StatusCode,
                answer.Content.Headers.ContentType?.MediaType,
                await Read(answer, most, cancel)
            ),
            cancel
        );

    private async Task<T> Send<T>(
        HttpRequestMessage request,
        bool loopback,
        Func<HttpResponseMessage, Task<T>> read,
        CancellationToken cancel
    )
    {
        var address = request.RequestUri!;
        if (WhyNot(address, loopback) is { } why)
            throw new EgressException(why);
        request.Options.Set(MayBeLoopback, loopback && IsLoopback(address));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return await read(answer);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw failure.InnerException as EgressException ?? new EgressException("It could not be fetched in time.", failure);
        }
    }

    private static async Task<byte[]> Read(HttpResponseMessage answer, int most, CancellationToken cancel)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        var bytes = new byte[most + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, limit.Token);
        return read <= most ? bytes[..read] : throw new EgressException($"It is larger than {most} bytes.");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Before a name is even looked up: what no client's document can be at.
    private static string? WhyNot(Uri address, bool loopback)
    {
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return "It is no plain address.";
        if (IsLoopback(address))
            return loopback && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                ? null
                : "It is on this machine.";
        if (address.Scheme != Uri.UriSchemeHttps || address.Port != 443)
            return "Only https on its own port is fetched.";
        var host = address.IdnHost.TrimEnd('.');
        if (address.HostNameType != UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal))
            return "Its host is no name of the open internet.";
        return Inside.Contains(host[(host.LastIndexOf('.') + 1)..], StringComparer.OrdinalIgnoreCase)
            ? "Its host is on a private network."
            : null;
    }

    private static bool IsLoopback(Uri address) => address.Host is "127.0.0.1" or "[::1]" or "localhost";

    private async ValueTask<Stream> Pinned(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await _resolve(host, cancel);
        var mayBeLoopback = context.InitialRequestMessage.Options.TryGetValue(MayBeLoopback, out var may) && may;
        // One address that is not public is enough: whoever answers for the name may not choose between them.
        if (found.Length == 0 || !found.All(a => PublicAddress.Is(a) || mayBeLoopback && IPAddress.IsLoopback(a)))
            throw new EgressException("Its host is not on the open internet.");
        return await _connect(new(found[0], port), cancel);
    }

    private static async Task<Stream> Connect(IPEndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
