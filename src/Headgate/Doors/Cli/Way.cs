using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>What came back of a call by the command line.</summary>
internal sealed record Answered(bool Ok, JsonElement Json);

/// <summary>
/// The command line's way to the gate: through the socket of the server that runs, else by opening the store. Whoever calls is the person of the token, or the
/// local operator.
/// </summary>
internal sealed class Way : IAsyncDisposable
{
    private readonly HttpClient? _server;
    private readonly Site? _site;
    private readonly string? _token;
    private readonly string? _org;

    private Way(HttpClient? server, Site? site, string? token, string? org) => (_server, _site, _token, _org) = (server, site, token, org);

    /// <summary>Whether a server runs.</summary>
    public bool IsRemote => _server is not null;

    /// <summary>Finds the way.</summary>
    /// <exception cref="StoreException">There is no data, or it cannot be used.</exception>
    public static async Task<Way> Find(Settings settings, string? token, string? org)
    {
        if (await LocalSocket.Connect(settings.Data) is { } server)
            return new(server, null, token, org);
        if (settings.Database is null && !File.Exists(Path.Combine(settings.Data, "headgate.db")))
            throw new StoreException($"There is no Headgate in {settings.Data}. Make one with: headgate init --data {settings.Data}");
        var (site, _) = await Starting.Open(settings);
        return new(null, site, token, org);
    }

    /// <summary>Calls an action.</summary>
    public async Task<Answered> Call(string action, object arguments, CancellationToken cancel, string? key = null, Task? after = null)
    {
        var json = arguments as JsonElement? ?? JsonSerializer.SerializeToElement(arguments);
        return _server is not null ? await Remote(action, json, key, cancel) : await Local(action, json, key, after, cancel);
    }

    /// <summary>Makes what was imported ready to be compared; a server that runs does so by itself.</summary>
    public Task IndexMatches(CancellationToken cancel) =>
        _site?.WorldOf(Realm.Production).IndexMatches(all: true, cancel) ?? Task.CompletedTask;

    /// <summary>Makes a backup.</summary>
    public async Task<Answered> Backup(string target, CancellationToken cancel)
    {
        if (_server is null)
        {
            await DataFolder.Backup(_site!, target, cancel);
            return new(true, JsonSerializer.SerializeToElement(new { backup = target }));
        }
        using var answer = await _server.PostAsJsonAsync("/local/backup", new { to = target }, cancel);
        return new(answer.IsSuccessStatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancel));
    }

    /// <summary>Writes the log of the organisation as a bundle.</summary>
    public async Task<Answered> ExportAudit(string target, CancellationToken cancel)
    {
        if (_server is not null)
            return await Host("/local/audit/export", new { to = target }, cancel);
        var log = new AuditLog(_site!, (await Operator.Of(_site!, _org, cancel)).Tenant);
        return new(true, JsonSerializer.SerializeToElement(new { exported = target, entries = await log.Export(target, cancel) }));
    }

    /// <summary>Checks the log of the organisation.</summary>
    public async Task<Answered> VerifyAudit(CancellationToken cancel)
    {
        if (_server is not null)
            return await Host("/local/audit/verify", new { }, cancel);
        var log = new AuditLog(_site!, (await Operator.Of(_site!, _org, cancel)).Tenant);
        return new(true, JsonSerializer.SerializeToElement(await log.Check(cancel), JsonSerializerOptions.Web));
    }

    /// <summary>The organisations.</summary>
    public async Task<IReadOnlyList<Tenant>> Organisations(CancellationToken cancel) =>
        _server is null ? await _site!.Organisations(cancel) : (await _server.GetFromJsonAsync<List<Tenant>>("/local/orgs", cancel))!;

    /// <summary>Where people find the pages: of the server that runs, else of one that is started with these settings.</summary>
    public async Task<string> Address(Settings settings, CancellationToken cancel) =>
        _server is not null && await _server.GetStringAsync("/local/address", cancel) is { Length: > 0 } address
            ? address
            : settings.Url ?? $"http://127.0.0.1:{settings.Port}";

    /// <summary>Makes a further organisation.</summary>
    public async Task<Answered> CreateOrganisation(object arguments, CancellationToken cancel)
    {
        if (_server is null)
            return Told(await _site!.CreateOrganisation(JsonSerializer.SerializeToElement(arguments), Door.Cli, cancel));
        using var answer = await _server.PostAsJsonAsync("/local/orgs", arguments, cancel);
        return new(answer.IsSuccessStatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancel));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server?.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    // What the host itself does, over the socket.
    private async Task<Answered> Host(string route, object asked, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(asked) };
        if (_org is not null)
            request.Headers.Add("X-Headgate-Org", _org);
        using var answer = await _server!.SendAsync(request, cancel);
        return new(answer.IsSuccessStatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancel));
    }

    private async Task<Answered> Remote(string action, JsonElement arguments, string? key, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + action.Replace('.', '/'));
        request.Content = JsonContent.Create(arguments);
        if (_token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (_org is not null)
            request.Headers.Add("X-Headgate-Org", _org);
        using var answer = await _server!.SendAsync(request, cancel);
        return new(answer.IsSuccessStatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancel));
    }

    private async Task<Answered> Local(string action, JsonElement arguments, string? key, Task? after, CancellationToken cancel)
    {
        Principal by;
        if (_token is null)
            by = await Operator.Of(_site!, _org, cancel);
        else if (
            await _site!.Credentials.Verify(_token, cancel) is { } found
            && found is { Kind: CredentialKind.Person or CredentialKind.Agent }
        )
            by = found.By;
        else
            return new(
                false,
                JsonElement.Parse(
                    Rendering
                        .Answer(
                            new Refusal(
                                "auth.invalid_token",
                                "The token is unknown, expired or revoked.",
                                "Set HEADGATE_PERSON_TOKEN to a person's token; 'headgate up' and 'headgate init' print the first administrator's, 'headgate users link EMAIL --token' makes another."
                            )
                        )
                        .Span
                )
            );
        return Told(await _site!.Pass(by, Door.Cli, action, arguments, new("headgate-cli", key, After: after), cancel));
    }

    private static Answered Told(Outcome outcome) =>
        outcome.Refusal is { } refusal
            ? new(false, JsonElement.Parse(Rendering.Answer(refusal).Span))
            : new(true, JsonElement.Parse(outcome.Json.Span));
}
