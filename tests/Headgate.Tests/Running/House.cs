using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using Headgate.Connectors;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Headgate.Tests.Running;

/// <summary>A running server over a seeded store: the real doors on a real port and a real socket.</summary>
internal sealed class House : IAsyncDisposable
{
    private static readonly string[] Versioned =
    [
        "organisations",
        "users",
        "agents",
        "credentials",
        "teams",
        "factors",
        "sign_in_tries",
        "client_grants",
        "identity_providers",
        "linked_identities",
        "accounts",
        "contacts",
        "opportunities",
        "activities",
        "tasks",
        "notes",
        "tags",
        "taggings",
        "conversations",
        "messages",
        "drafts",
        "documents",
        "jobs",
        "policies",
        "policy_versions",
        "lists",
        "switches",
        "switch_requests",
    ];

    private static readonly string[] Plain = ["claims", "changes", "before_images", "idempotency", "outbox", "recorded_calls"];

    private static readonly Lazy<string> Digest = new(() =>
        "SELECT "
        + string.Join(
            " || '/' || ",
            [
                .. Versioned.Select(t => $"(SELECT COUNT(*) || '.' || COALESCE(SUM(version), 0) FROM {t})"),
                .. Plain.Select(t => $"(SELECT COUNT(*) FROM {t})"),
            ]
        )
    );

    private readonly Site _site;
    private readonly WebApplication _server;
    private readonly DbConnection _look;

    private House(Books books, Site site, WebApplication server, string? address)
    {
        (Books, _site, _server) = (books, site, server);
        Web = new() { BaseAddress = new(server.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))) };
        var socket = Path.Combine(books.Folder, "headgate.sock");
        Socket = new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancel) =>
                {
                    Socket connection = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                    return new NetworkStream(connection, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = new("http://localhost"),
        };
        _look = address is null
            ? new SqliteConnection($"Data Source={Path.Combine(books.Folder, "headgate.db")};Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection(address + ";Pooling=False");
        _look.Open();
        if (address is not null)
            Scalar("SELECT set_config('headgate.tenant', '*', false)");
    }

    /// <summary>What is in the store.</summary>
    public Books Books { get; }

    /// <summary>A client of the port.</summary>
    public HttpClient Web { get; }

    /// <summary>A client of the socket in the data folder.</summary>
    public HttpClient Socket { get; }

    /// <summary>The database, beside the gate.</summary>
    public Database Database => _site.WorldOf(Realm.Production).Database;

    /// <summary>Lets everything that is committed come into the log.</summary>
    public Task Settle() => _site.Integrate();

    /// <summary>Starts one.</summary>
    /// <param name="address">The PostgreSQL database; none for the embedded one.</param>
    /// <param name="connectors">Who delivers; nobody, as in the product.</param>
    public static async Task<House> Open(string? address = null, params Connector[] connectors)
    {
        var books = await Books.Open(address: address);
        await books.DisposeAsync();
        var settings = new Settings
        {
            Data = books.Folder,
            Database = address,
            Port = 0,
        };
        var site = await Site.Open(settings, books.Time, NullLoggerFactory.Instance, connectors);
        var server = Server.Build(site, 0);
        // The protocol library logs each refused prompt as a failure, trace and all: thousands of lines here.
        server
            .Services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>()
            .CurrentValue.Rules.Add(new(null, "ModelContextProtocol", LogLevel.None, null));
        await server.StartAsync();
        return new(books, site, server, address);
    }

    /// <summary>A new agent's token.</summary>
    public async Task<string> Agent(string name, string[] scopes, string[]? toolsets = null, int ttl = 86_400, bool details = true) => (
            await Admin(
                "agents.create",
                new
                {
                    name,
                    scopes,
                    toolsets = toolsets ?? ["all"],
                    grants = details ? new[] { "contact_details" } : [],
                    ttl,
                }
            )
        ).GetProperty("token").GetString()!;

    /// <summary>A call of our administrator that must end well.</summary>
    public async Task<JsonElement> Admin(string action, object arguments)
    {
        RestWay rest = new(this, "rest");
        var told = await rest.Send(action, JsonSerializer.Serialize(arguments), Books.For(action).Token);
        return told.Code is null ? told.Answer!.Value : throw new InvalidOperationException($"{action}: {told.Text}");
    }

    /// <summary>A call of an agent that must not be refused.</summary>
    public async Task<JsonElement> Agent(string token, string action, object arguments)
    {
        var told = await new RestWay(this, "rest").Send(action, JsonSerializer.Serialize(arguments), token);
        return told.Code is null ? told.Answer!.Value : throw new InvalidOperationException($"{action}: {told.Text}");
    }

    /// <summary>Runs one statement beside the gate, for our organisation.</summary>
    public Task Execute(string sql, params (string Name, object? Value)[] values) =>
        _site
            .WorldOf(Realm.Production)
            .Database.Write(
                Books.Ours.Admin.Tenant,
                async session =>
                {
                    await session.Execute(sql, [("tenant", Books.Ours.Admin.Tenant), .. values]);
                    return new(Applied.Done);
                }
            );

    /// <summary>The number of the newest audit event.</summary>
    public long Newest() => Convert.ToInt64(Scalar("SELECT COALESCE(MAX(seq), 0) FROM audit_events"));

    /// <summary>The audit events after a number.</summary>
    public IReadOnlyList<Recorded> Since(long number)
    {
        using var command = _look.CreateCommand();
        command.CommandText = "SELECT action, ended, code, door, actor FROM audit_events WHERE seq > @number ORDER BY seq";
        var after = command.CreateParameter();
        (after.ParameterName, after.Value) = ("number", number);
        command.Parameters.Add(after);
        using var rows = command.ExecuteReader();
        List<Recorded> found = [];
        while (rows.Read())
            found.Add(
                new(rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetString(3), rows.GetString(4))
            );
        return found;
    }

    /// <summary>The first column of every row.</summary>
    public IReadOnlyList<string> Texts(string sql)
    {
        using var command = _look.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<string> found = [];
        while (rows.Read())
            found.Add(rows.GetString(0));
        return found;
    }

    /// <summary>A text that differs when anything but the audit differs.</summary>
    public string State() => (string)Scalar(Digest.Value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        Socket.Dispose();
        await _look.DisposeAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(Books.Folder, recursive: true);
    }

    private object Scalar(string sql)
    {
        using var command = _look.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}

/// <summary>An audit event as the database has it.</summary>
internal sealed record Recorded(string Action, string Ended, string? Code, string Door, string Actor);
