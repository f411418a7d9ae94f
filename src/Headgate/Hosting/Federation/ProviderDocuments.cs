using System.Collections.Concurrent;
using System.Text;
using Headgate.Connectors;
using Headgate.Gate;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Headgate.Hosting.Federation;

/// <summary>
/// What providers publish: their addresses and their keys (OpenID Connect Discovery; RFC 7517). Fetched once an hour, and for a key that is not known yet at
/// most once a minute, so that nobody who invents keys makes this server ask. While a provider is down, what it published last holds for a day.
/// </summary>
internal sealed class ProviderDocuments(TimeProvider time) : IDisposable
{
    /// <summary>How long a document is taken for what the provider says now.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>How long it holds while the provider cannot be asked.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromHours(24);

    /// <summary>How long nobody is asked again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private const int Most = 256 << 10;
    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);

    /// <summary>The way out.</summary>
    public Egress Egress { get; set; } = new();

    /// <summary>What a provider publishes, with the key of that id if there is one by now.</summary>
    /// <exception cref="FederationException">It cannot be asked, or says that it is somebody else.</exception>
    public async ValueTask<OpenIdConnectConfiguration> Of(TrustedProvider provider, string? key, CancellationToken cancel)
    {
        var entry = _known.GetOrAdd($"{provider.Loopback} {provider.Issuer}", _ => new());
        var now = time.GetUtcNow();
        if (entry.IsFresh(now, key) is { } known)
            return known;
        await entry.Turn.WaitAsync(cancel);
        try
        {
            if (entry.IsFresh(now, key) is { } fetched)
                return fetched;
            if (now >= entry.Next)
                await Fetch(entry, provider, now, cancel);
            return entry.Published is { } last && now - last.At < Stale
                ? last.Found
                : throw new FederationException($"{provider.Name} cannot be asked for its keys. {entry.Why}");
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>The key of that id; nothing when it has none, or one that is no public key of a signature.</summary>
    public static SecurityKey? KeyOf(OpenIdConnectConfiguration published, string key) =>
        published.SigningKeys.FirstOrDefault(k =>
            k.KeyId == key && k is RsaSecurityKey or ECDsaSecurityKey or X509SecurityKey or JsonWebKey { Kty: "RSA" or "EC" }
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        Egress.Dispose();
        foreach (var entry in _known.Values)
            entry.Turn.Dispose();
    }

    private async Task Fetch(Entry entry, TrustedProvider provider, DateTimeOffset now, CancellationToken cancel)
    {
        // A provider that was never reached is asked again sooner: somebody is setting it up.
        entry.Next = now + (entry.Published is null ? TimeSpan.FromSeconds(5) : Again);
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                provider.Issuer.TrimEnd('/') + "/.well-known/openid-configuration",
                new OverEgress(Egress, provider.Loopback),
                cancel
            );
            // Another issuer's document would lend it this one's name (OpenID Connect Discovery, section 4.3).
            if (found.Issuer != provider.Issuer)
                throw new FederationException($"It says that it is {Text.Shown(found.Issuer ?? "nobody")}.");
            (entry.Published, entry.Next) = (new(found, now), now + Again);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            var because = failure is FederationException ? failure : Because(failure);
            entry.Why = because is EgressException or FederationException ? because.Message : "What it publishes cannot be read.";
        }
    }

    private static Exception Because(Exception failure) =>
        failure is EgressException || failure.InnerException is null ? failure : Because(failure.InnerException);

    private sealed class Entry
    {
        private volatile Published? _published;

        public SemaphoreSlim Turn { get; } = new(1);
        public Published? Published
        {
            get => _published;
            set => _published = value;
        }
        public DateTimeOffset Next { get; set; }
        public string? Why { get; set; }

        public OpenIdConnectConfiguration? IsFresh(DateTimeOffset now, string? key) =>
            Published is { } known && now - known.At < Fresh && (key is null || KeyOf(known.Found, key) is not null) ? known.Found : null;
    }

    private sealed record Published(OpenIdConnectConfiguration Found, DateTimeOffset At);

    private sealed class OverEgress(Egress egress, bool loopback) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            Encoding.UTF8.GetString(await egress.Json(new Uri(address), Most, loopback, cancel));
    }
}
