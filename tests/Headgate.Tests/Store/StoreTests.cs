using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

/// <summary>What every store does; run against each by a thin subclass. Each test has a database of its own with two companies in it.</summary>
public abstract partial class StoreTests : IAsyncLifetime
{
    private readonly List<Database> _opened = [];

    protected FakeTime Time { get; } = new();
    protected Probe Probe { get; } = new();
    protected Sealer Sealer { get; } = new(RandomNumberGenerator.GetBytes(32));
    protected Database Database { get; private set; } = null!;
    protected Company Ours { get; private set; } = null!;
    protected Company Theirs { get; private set; } = null!;

    /// <summary>An empty database.</summary>
    protected abstract Task<Database> OpenNew();

    public async ValueTask InitializeAsync()
    {
        Database = await Open();
        await Migrator.Run(Database, Time);
        Ours = await new Company(Database, Sealer, Time, 1, Probe, new OtherList()).Found();
        Theirs = await new Company(Database, Sealer, Time, 2).Found();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
            await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<Database> Open()
    {
        var database = await OpenNew();
        _opened.Add(database);
        return database;
    }

    protected static async Task<JsonElement> Answered(ValueTask<Outcome> asked, Ended ended = Ended.Done)
    {
        var outcome = await asked;
        Assert.True(outcome.Ended == ended, $"{outcome.Ended} {outcome.Refusal?.Code}: {outcome.Refusal?.Why}");
        return JsonDocument.Parse(outcome.Json).RootElement;
    }

    protected static async Task<Refusal> Refused(ValueTask<Outcome> asked, string code)
    {
        var outcome = await asked;
        Assert.Equal(Ended.Refused, outcome.Ended);
        Assert.Equal(code, outcome.Refusal!.Code);
        return outcome.Refusal;
    }

    protected static async Task<string> Created(Company company, object arguments) =>
        IdOf(await Answered(company.Ask("contacts.create", arguments)));

    protected static string IdOf(JsonElement answer) => answer.GetProperty("contact").GetProperty("id").GetString()!;

    protected async Task<object?> Scalar(Company company, string sql, params (string, object?)[] values)
    {
        await using var view = await Database.Read(company.Tenant, CancellationToken.None);
        return await view.Session.Scalar(sql, [("tenant", company.Tenant), .. values]);
    }

    protected async Task<long> Count(Company company, string table, string where = "1 = 1") =>
        Convert.ToInt64(await Scalar(company, $"SELECT COUNT(*) FROM {table} WHERE tenant = @tenant AND {where}"));

    protected async Task<List<T>> Rows<T>(Company company, string sql, params (string, object?)[] values)
    {
        await using var view = await Database.Read(company.Tenant, CancellationToken.None);
        return await view.Session.Query<T>(sql, [("tenant", company.Tenant), .. values]);
    }

    protected static Task<Committed> Write(Company company, string sql, params (string, object?)[] values) =>
        company.Database.Write(
            company.Tenant,
            async session =>
            {
                await session.Execute(sql, [("tenant", company.Tenant), .. values]);
                return new(Applied.Done);
            }
        );
}
