using Headgate.Crash;
using Headgate.Store;
using Headgate.Store.Postgres;
using Npgsql;

namespace Headgate.Tests.Store;

/// <summary>The store on PostgreSQL; each database is a schema of its own.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreTests
{
    protected override async Task<Database> OpenNew() => await PostgresDatabase.Open(server.Address, server.NewSchema());

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    [Proves(Frameworks.Saif, "controlAgentCredentialIsolation")]
    [Proves(Frameworks.TrustLayer, "Secure data retrieval")]
    public async Task Another_company_is_hidden_even_from_a_text_without_a_filter()
    {
        await Created(Ours, new { name = "Ours", email = "a@example.com" });
        foreach (var table in (string[])["contacts", "claims", "audit_events", "audit_refs", "users", "organisations", "idempotency"])
        {
            Assert.NotEqual(0L, await Scalar(Ours, $"SELECT COUNT(*) FROM {table} WHERE tenant <> 'x'"));
            Assert.Equal(0L, await Scalar(Ours, $"SELECT COUNT(*) FROM {table} WHERE tenant <> @tenant"));
        }
        Assert.Equal(0L, await Scalar(Theirs, "SELECT COUNT(*) FROM contacts"));
    }

    [Fact]
    public async Task Another_company_s_rows_are_neither_changed_nor_made()
    {
        var id = await Created(Ours, new { name = "Ours" });
        await Write(Theirs, "UPDATE contacts SET name = 'Taken' WHERE id = @id", ("id", id));
        Assert.Equal("Ours", await Scalar(Ours, "SELECT name FROM contacts"));
        const string Sql = "INSERT INTO claims (tenant, kind, value, record_id) VALUES (@other, 'k', 'v', 'r')";
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Write(Theirs, Sql, ("other", Ours.Tenant)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Every_table_with_a_tenant_has_its_row_filter()
    {
        var open = await Rows<string>(
            Ours,
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
            WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """
        );
        Assert.Empty(open);
    }

    [Fact]
    public async Task The_audit_is_not_emptied_either()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Write(Ours, "TRUNCATE audit_events"));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_migrate_once()
    {
        var schema = server.NewSchema();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PostgresDatabase.Open(server.Address, schema))));
        var applied = await Task.WhenAll(nodes.Select(n => Task.Run(() => Migrator.Run(n, Time))));
        Assert.Equal(Migrator.All.Select(m => m.Name), applied.SelectMany(a => a).Order(StringComparer.Ordinal));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_superuser_is_refused_since_row_filters_do_not_bind_it() =>
        Assert.Contains(
            "superuser",
            (await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.Open(server.SuperAddress))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("postgres://nobody@127.0.0.1:1/none")]
    [InlineData("Host=/nowhere;Username=x;Database=y")]
    [InlineData("postgres://%%%")]
    [InlineData("colour=blue")]
    public async Task An_address_that_leads_nowhere_is_one_clear_sentence(string address) =>
        Assert.StartsWith(
            "PostgreSQL ",
            Unprefixed((await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.Open(address))).Message),
            StringComparison.Ordinal
        );

    private static string Unprefixed(string message) => message.StartsWith("The ", StringComparison.Ordinal) ? message[4..] : message;
}
