using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.RateLimiting;
using Headgate.Connectors;
using Headgate.Features.Clients;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Client ID metadata documents: a client whose id is the address of a document that describes it (draft-ietf-oauth-client-id-metadata-document). Fetched for
/// people who are signed in and for nobody else, remembered for a few minutes, and so many a minute at most.
/// </summary>
public sealed class ClientDocuments : IDisposable
{
    private const int MostBytes = 64 << 10;
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Bad = TimeSpan.FromSeconds(20);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (ClientDocument? Found, string? Why, DateTimeOffset Until)> _recent = new(
        StringComparer.Ordinal
    );
    private readonly FixedWindowRateLimiter _rate = new(
        new()
        {
            PermitLimit = 60,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }
    );

    internal ClientDocuments(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>The way out.</summary>
    internal Egress Egress { get; set; } = new();

    /// <summary>The document of a client, or why there is none that can be used.</summary>
    public async Task<(ClientDocument? Found, string? Why)> Of(string tenant, string id, CancellationToken cancel)
    {
        if (id.Length > 500 || !Uri.TryCreate(id, UriKind.Absolute, out var address) || address.AbsolutePath is "" or "/")
            return (null, "It is not the address of a document.");
        var loopback = await MayBeLoopback(tenant, cancel);
        var (key, now) = ($"{loopback} {id}", _time.GetUtcNow());
        if (_recent.TryGetValue(key, out var recent) && recent.Until > now)
            return (recent.Found, recent.Why);
        using var lease = _rate.AttemptAcquire();
        if (!lease.IsAcquired)
            return (null, "Too many are being fetched. Try again in a minute.");
        if (_recent.Count > 1000)
            _recent.Clear();
        try
        {
            var found = Read(await Egress.Json(address, MostBytes, loopback, cancel), id);
            _recent[key] = (found, null, now + Good);
            return (found, null);
        }
        catch (EgressException why)
        {
            _recent[key] = (null, why.Message, now + Bad);
            return (null, why.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rate.Dispose();
        Egress.Dispose();
    }

    private static ClientDocument Read(byte[] bytes, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { MaxDepth = 16 });
            var said = document.RootElement;
            // A copy of somebody else's document names somebody else.
            if (said.GetProperty("client_id").GetString() != id)
                throw new EgressException("It names another client_id.");
            if (said.TryGetProperty("client_secret", out _))
                throw new EgressException("It has a secret, which is none when everybody can read it.");
            var name = said.TryGetProperty("client_name", out var named) ? named.GetString() ?? "" : "";
            List<string> uris = [.. said.GetProperty("redirect_uris").EnumerateArray().Select(u => u.GetString() ?? "")];
            if (uris.Count is 0 or > 50)
                throw new EgressException("It has no redirect_uris, or too many.");
            return new(Text.Clean(name).Trim(), uris);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EgressException("It is not a client's metadata document.", wrong);
        }
    }

    private async ValueTask<bool> MayBeLoopback(string tenant, CancellationToken cancel)
    {
        await using var view = await _database.Read(tenant, cancel);
        var kept = await view.Session.Scalar(
            "SELECT connecting FROM organisations WHERE tenant = @tenant AND id = @tenant",
            ("tenant", tenant)
        );
        return Connecting.Read(kept as string).Loopback;
    }
}
