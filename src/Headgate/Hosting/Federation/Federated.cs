using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Connectors;
using Headgate.Features.Identities;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting.Federation;

/// <summary>
/// The identity providers that organisations trust: who they are, what they publish, and the tokens that they sign. It judges; who comes in is decided by
/// actions, which the provider itself calls with what its token says.
/// </summary>
public sealed class Federated : IDisposable
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);
    private static readonly HashSet<string> May = ["providers.arrive", "providers.admit", "providers.exchange"];

    private readonly Site _site;
    private readonly Database _database;
    private readonly ProviderDocuments _documents;
    private volatile Known? _known;

    internal Federated(Site site, Database database, Secrets secrets)
    {
        (_site, _database) = (site, database);
        _documents = new(site.Time);
        Judge = new(_documents, site.Time);
        SignIns = new(site, _documents, Judge, secrets);
        Tokens = new(site, this);
    }

    /// <summary>Signing people in.</summary>
    internal SignIns SignIns { get; }

    /// <summary>Access tokens and assertions.</summary>
    internal ForeignTokens Tokens { get; }

    /// <summary>Judges signatures and claims.</summary>
    internal TokenJudge Judge { get; }

    /// <summary>The way out.</summary>
    internal Egress Egress
    {
        set => _documents.Egress = value;
    }

    /// <summary>All of them. What was read is believed for a second.</summary>
    public async ValueTask<IReadOnlyList<TrustedProvider>> All(CancellationToken cancel)
    {
        var now = _site.Time.GetUtcNow();
        if (_known is { } known && known.Until > now)
            return known.All;
        await using var view = await _database.Read(Database.Everyone, cancel);
        var rows = await view.Session.Query<IdentityProviderRow>("SELECT * FROM identity_providers ORDER BY name, id");
        List<TrustedProvider> all = [.. rows.Select(Of)];
        _known = new(all, now + Believed);
        return all;
    }

    /// <summary>Forgets what was believed.</summary>
    public void Forget() => _known = null;

    /// <summary>The one of that id, trusted for a use; nothing when there is none.</summary>
    public async ValueTask<TrustedProvider?> Of(string id, string use, CancellationToken cancel) =>
        (await All(cancel)).FirstOrDefault(p => p.Id == id && p.Uses.Contains(use));

    /// <summary>A call that a provider makes with what its own token says, in its organisation.</summary>
    internal async ValueTask<Outcome> Pass(TrustedProvider by, string action, object arguments, CancellationToken cancel)
    {
        var outcome = await _site.Pass(
            new()
            {
                Tenant = by.Tenant,
                Person = by.Id,
                PersonName = $"the identity provider {by.Name}",
                Role = Role.Admin,
                Scopes = Scope.All,
                Only = May,
                Credential = "identity provider",
            },
            Door.Web,
            action,
            JsonSerializer.SerializeToElement(arguments, Arguments),
            cancel: cancel
        );
        _site.Credentials.Forget();
        return outcome;
    }

    /// <summary>SHA-256 of several texts, hex.</summary>
    internal static string HashOf(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <inheritdoc/>
    public void Dispose()
    {
        _documents.Dispose();
        Tokens.Dispose();
    }

    private static readonly JsonSerializerOptions Arguments = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static TrustedProvider Of(IdentityProviderRow row) =>
        new(
            row.Id,
            row.Tenant,
            row.Version,
            row.Name,
            row.Issuer,
            row.OauthClient,
            row.ClientSecret,
            row.Uses.Split(' '),
            ProviderRules.Read(row.Rules),
            row.Loopback != 0
        );

    private sealed record Known(IReadOnlyList<TrustedProvider> All, DateTimeOffset Until);
}
