using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Store.Logs;
using Headgate.Tests.Logs;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Guards;

/// <summary>On the embedded store.</summary>
public sealed class SqliteLawTests : LawTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresLawTests(PostgresServer server) : LawTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>What holds for every action, through the real gate and over a real store, with arguments from its schema.</summary>
public abstract class LawTests : IAsyncLifetime
{
    private const int Rounds = 6;

    private readonly List<string> _wrong = [];
    private Twice _twice = null!;
    private Books _books = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _books = await Books.Open(ledger => _twice = new Twice(ledger), await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _books.DisposeAsync();
        Directory.Delete(_books.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.2", "10.4.1")]
    public async Task Deciding_a_call_twice_plans_the_same_and_every_answer_fits_its_schema()
    {
        const int Seed = 20261122;
        Random random = new(Seed);
        Samples plain = new(_books.Ours);
        Samples varied = new(_books.Ours, random);
        Fresh fresh = new(
            (action, arguments) => _books.Ask(_books.For(action).Admin, action, arguments),
            (action, arguments) => _books.Ask(_books.Ours.Agent, action, arguments)
        );
        using var integrator = new Integrator(
            _books.Database,
            LogKey.Open(_books.Folder),
            new(Path.Combine(_books.Folder, "checkpoints")),
            _books.Time
        );
        var n = 1000;
        foreach (var action in _books.Catalogue.All)
        {
            for (var round = 0; round < Rounds; round++)
            {
                n++;
                var arguments = round == 0 ? plain.Of(action, n) : varied.Of(action, n, more: 15 * round);
                await fresh.For(action.Id, arguments, n);
                if (action.Id is "clients.redeem" or "clients.refresh")
                    await LetIn(arguments, action.Id == "clients.refresh", n);
                if (action.Id is "providers.admit" or "providers.arrive" or "providers.exchange")
                    await Vouch(arguments, n);
                // A proof is of what is in the log.
                if (action.Id.StartsWith("audit.", StringComparison.Ordinal))
                    await integrator.IntegrateAll(_books.Database);
                await Pass(action, arguments);
            }
        }

        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
        Assert.True(!_twice.Differences.Any(), $"Seed {Seed}: decided twice, planned two things:\n{string.Join('\n', _twice.Differences)}");
        Assert.Empty(_books.Catalogue.All.Select(a => a.Id).Except(_twice.Decided.Keys));
        // Nobody asks for a link twice, and who has arrived does not arrive again: what changes nothing was not tried.
        Assert.Empty(_books.Catalogue.All.Where(a => a.Effect != Effect.Read && !_twice.Decided[a.Id]).Select(a => a.Id));
        Assert.Empty(_books.Catalogue.All.Where(a => a.Effect == Effect.Read && _twice.Decided[a.Id]).Select(a => a.Id));
    }

    private async Task Pass(ActionSpec action, JsonObject arguments)
    {
        var by = _books.For(action.Id).Admin;
        // What was called before has ended all that there were.
        if (action.Id is "users.close_session" or "users.touch_session")
            await _books.Ask(by, "users.link", new { person = "me", token = true });
        by = action.Id switch
        {
            "users.open_session" => by with { Credential = await Credential("link") },
            "users.close_session" or "users.touch_session" => by with { Credential = await Credential("person") },
            "users.remove_factor" => by with { Credential = await Credential("session") },
            "clients.redeem" => by with { Credential = await Credential("code") },
            "clients.refresh" => by with { Credential = await Credential("refresh") },
            "providers.admit" or "providers.arrive" or "providers.exchange" => by with
            {
                Person = arguments["provider_id"]!.GetValue<string>(),
            },
            "users.arrive" => by with { Person = Ids.Fresh("usr", _books.Time.GetUtcNow()) },
            _ => by,
        };
        var outcome = await _books.Pass(by, action.Id, JsonSerializer.SerializeToElement(arguments));
        var code = outcome.Refusal?.Code;
        if (code is "action.failed" or "guard.failed" or "store.unavailable")
            _wrong.Add($"{action.Id} {arguments}: {code} {_books.Failure}");
        else if (outcome.Ended == Ended.Done && action.Gives.Check(JsonElement.Parse(outcome.Json.Span), "") is { } wrong)
            _wrong.Add($"{action.Id} {arguments}: {wrong.Why}");
        if (outcome.Json.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(Books.TheirWord)) >= 0)
            _wrong.Add($"{action.Id} {arguments}: shows the other organisation");
    }

    // Somebody was invited whom the provider now names, by an address that it has checked.
    private async Task Vouch(JsonObject arguments, int n)
    {
        var email = $"law{n}@{Books.OurWord}.example";
        await _books.Ask(
            _books.Ours.Admin,
            "users.invite",
            new
            {
                name = $"Law {n}",
                email,
                role = "rep",
            }
        );
        (arguments["provider_id"], arguments["email"], arguments["verified"]) = (_books.Ours.One("idp"), email, true);
        arguments["identity_subject"] = $"subject {n}";
        if (arguments.ContainsKey("resource"))
            arguments["resource"] = "/mcp";
        if (arguments.ContainsKey("scopes"))
            arguments["scopes"] = new JsonArray("mcp:read");
    }

    // A code, or the refresh token that it gives, for the client that the arguments name.
    private async Task LetIn(JsonObject arguments, bool andRedeem, int n)
    {
        var by = _books.Ours.Admin;
        var (client, callback, challenge) = (arguments["client"]!.GetValue<string>(), "http://127.0.0.1/callback", new string('c', 43));
        await _books.Ask(
            by,
            "clients.consent",
            new
            {
                client,
                client_name = "Law",
                redirect_uri = callback,
                challenge,
                scopes = new[] { "mcp:read" },
                environment = "production",
                resource = "/mcp",
                ttl = 3600,
                request = $"law{n:D40}",
            }
        );
        if (andRedeem)
            await _books.Ask(
                by with
                {
                    Credential = await Credential("code"),
                },
                "clients.redeem",
                new
                {
                    client,
                    redirect_uri = callback,
                    challenge,
                }
            );
    }

    private async Task<string> Credential(string kind)
    {
        await using var view = await _books.Database.Read(_books.Ours.Admin.Tenant, CancellationToken.None);
        return (string?)
                await view.Session.Scalar(
                    "SELECT id FROM credentials WHERE tenant = @tenant AND kind = @kind AND used_at IS NULL AND revoked_at IS NULL ORDER BY id DESC",
                    ("tenant", _books.Ours.Admin.Tenant),
                    ("kind", kind)
                )
            ?? "crd_none";
    }
}
