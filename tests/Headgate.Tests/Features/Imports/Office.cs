using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Doors.Cli;
using Headgate.Doors.Cli.Imports;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Features.Imports;

/// <summary>An organisation as <c>init</c> makes it, with every action behind its gate, and an importer in front.</summary>
internal sealed class Office
{
    private readonly Database _database;
    private readonly Gatekeeper _gate;
    private readonly Principal _admin;
    private readonly TimeProvider _time;
    private Exception? _failure;

    private Office(Database database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _gate = new(
            Actions.Catalogue(),
            GuardList.InOrder(new SqlMemory(database), time),
            new SqlLedger(database, new Sealer(RandomNumberGenerator.GetBytes(32))),
            time
        )
        {
            OnFailure = (_, failure, _) => _failure = failure,
        };
        _admin = new()
        {
            Tenant = Ids.Fresh("org", time.GetUtcNow()),
            Person = Ids.Fresh("usr", time.GetUtcNow()),
            PersonName = "Ada",
            Role = Role.Admin,
            Scopes = Scope.All,
        };
    }

    /// <summary>How many chunks were asked for.</summary>
    public int Chunks { get; private set; }

    public static async Task<Office> Found(Database database, TimeProvider time)
    {
        await Migrator.Run(database, time);
        var office = new Office(database, time);
        await office.Need("orgs.create", new { name = "Test", email = "ada@example.com" });
        return office;
    }

    /// <summary>Asks the gate.</summary>
    public async Task<Answered> Ask(
        string action,
        JsonElement arguments,
        Role? role = null,
        Task? after = null,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var outcome = await _gate.Pass(
            new()
            {
                Id = Ids.Fresh("call", now),
                By = role is null ? _admin : _admin with { Role = role.Value },
                Door = Door.Cli,
                Action = action,
                Arguments = arguments,
                At = now,
                Seed = RandomNumberGenerator.GetBytes(32),
                After = after,
            },
            cancel
        );
        Assert.True(_failure is null, _failure?.ToString());
        return outcome.Refusal is { } refusal
            ? new(false, JsonElement.Parse(Rendering.Answer(refusal).Span))
            : new(true, JsonElement.Parse(outcome.Json.Span));
    }

    public async Task<JsonElement> Need(string action, object arguments)
    {
        var answer = await Ask(action, JsonSerializer.SerializeToElement(arguments));
        Assert.True(answer.Ok, answer.Json.GetRawText());
        return answer.Json;
    }

    /// <summary>Imports as the command line does; after <paramref name="chunks"/> chunks the process is gone.</summary>
    public Task<Outturn> Import(
        string path,
        bool preview = false,
        int chunks = int.MaxValue,
        Shape? map = null,
        bool again = false,
        bool ahead = false
    )
    {
        Chunks = 0;
        return new Importer(
            (action, arguments, after, cancel) =>
                action == "imports.chunk" && ++Chunks > chunks
                    ? throw new OperationCanceledException("killed")
                    : Ask(action, arguments, after: after, cancel: cancel),
            Meter.Silent,
            goesAhead: ahead,
            mostChanges: 220
        ).Run(Headgate.Doors.Cli.Imports.Found.In([path], map).Sheets, preview, again, CancellationToken.None);
    }

    public async Task<object?> Scalar(string sql)
    {
        await using var view = await _database.Read(_admin.Tenant, CancellationToken.None);
        return await view.Session.Scalar(sql, ("tenant", _admin.Tenant));
    }

    public async Task<long> Count(string table, string where = "1 = 1") =>
        Convert.ToInt64(await Scalar($"SELECT COUNT(*) FROM {table} WHERE tenant = @tenant AND {where}"));

    /// <summary>The deals as SQL counts them.</summary>
    public Task<List<Tally>> Tallies() => Tally.OfStore(_database, _admin.Tenant);
}
