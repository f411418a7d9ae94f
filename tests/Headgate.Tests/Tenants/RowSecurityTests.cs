using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Postgres;
using Headgate.Tests.Running;
using Headgate.Tests.Store;
using Npgsql;

namespace Headgate.Tests.Tenants;

/// <summary>What PostgreSQL itself keeps apart, found by reading its schema: a table that somebody forgets is seen here.</summary>
public sealed class RowSecurityTests(PostgresServer server) : IAsyncLifetime
{
    // Rows of nobody: which migrations were applied, and the names that the server's own parts keep.
    private static readonly string[] OfNobody = ["schema_migrations"];

    // A policy for every command, for everybody, forced on the owner too; what it lets be written is what it lets be seen.
    private const string Unprotected = """
        SELECT c.relname::text FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND 1 = (SELECT COUNT(*) FROM pg_policy p WHERE p.polrelid = c.oid)
            AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
              AND p.polwithcheck IS NULL AND pg_get_expr(p.polqual, p.polrelid) =
                '((tenant = current_setting(''headgate.tenant''::text, true)) OR (current_setting(''headgate.tenant''::text, true) = ''*''::text))'))
        ORDER BY 1
        """;

    private Books _books = null!;
    private string _address = "";

    public async ValueTask InitializeAsync() => _books = await Books.Open(address: _address = await server.NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _books.DisposeAsync();
        Directory.Delete(_books.Folder, recursive: true);
    }

    private string Ours => _books.Ours.Admin.Tenant;
    private string Theirs => _books.Theirs.Admin.Tenant;

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task Every_table_has_its_policy_and_one_that_was_forgotten_is_seen()
    {
        Assert.Equal(OfNobody, await Asked<string>(Ours, Unprotected));
        await using var source = NpgsqlDataSource.Create(_address);
        await using var make = source.CreateCommand("CREATE TABLE forgotten (id TEXT PRIMARY KEY, tenant TEXT NOT NULL)");
        await make.ExecuteNonQueryAsync();
        Assert.Contains("forgotten", await Asked<string>(Ours, Unprotected));
    }

    [Fact]
    public async Task A_view_or_a_function_that_sees_with_the_owner_s_eyes_is_not_there() =>
        Assert.Empty(
            await Asked<string>(
                Ours,
                """
                SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('v', 'm', 'f') AND c.relnamespace = current_schema()::regnamespace
                UNION ALL SELECT p.proname::text FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = current_schema()::regnamespace
                """
            )
        );

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    [Proves(Frameworks.Saif, "controlAgentCredentialIsolation")]
    public async Task No_table_shows_a_row_of_another_organisation_to_a_text_without_a_filter()
    {
        var filled = 0;
        foreach (var table in await Tables())
        {
            var theirs = await Number(Database.Everyone, $"SELECT COUNT(*) FROM {table} WHERE tenant = @other", Theirs);
            filled += theirs > 0 ? 1 : 0;
            Assert.Equal(0L, await Number(Ours, $"SELECT COUNT(*) FROM {table} WHERE tenant <> @other", Ours));
            Assert.Equal(theirs, await Number(Theirs, $"SELECT COUNT(*) FROM {table}", ""));
        }
        Assert.True(filled > 30, $"Only {filled} tables have something to hide.");
    }

    [Fact]
    [Proves(Frameworks.Saif, "controlAgentCredentialIsolation")]
    public async Task No_row_of_another_organisation_is_made_changed_taken_or_given_away()
    {
        foreach (var table in await Tables())
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await Refused($"INSERT INTO {table} (tenant) VALUES (@other)", table));
            Assert.Equal(0, await Changed($"UPDATE {table} SET tenant = tenant WHERE tenant = @other"));
            Assert.Equal(0, await Changed($"DELETE FROM {table} WHERE tenant = @other"));
            // What is append-only says so before it is asked whose it would be.
            if (await Number(Ours, $"SELECT COUNT(*) FROM {table}", "") > 0)
                Assert.Contains(
                    await Refused($"UPDATE {table} SET tenant = @other", table),
                    (string[])[PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.RaiseException]
                );
        }
    }

    [Fact]
    public async Task Whoever_says_no_organisation_sees_nothing()
    {
        await using var source = NpgsqlDataSource.Create(_address);
        foreach (var table in await Tables())
        {
            await using var count = source.CreateCommand($"SELECT COUNT(*) FROM {table}");
            Assert.Equal(0L, await count.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task The_role_is_bound_by_its_policies_and_one_that_is_not_is_refused()
    {
        Assert.Equal(
            [0L],
            await Asked<long>(
                Ours,
                "SELECT (rolsuper OR rolbypassrls OR rolreplication OR rolcreaterole)::int::bigint FROM pg_roles WHERE rolname = current_user"
            )
        );
        await using (var super = NpgsqlDataSource.Create(server.SuperAddress))
        await using (var make = super.CreateCommand("CREATE ROLE bypassing LOGIN BYPASSRLS"))
            await make.ExecuteNonQueryAsync();
        var address = new NpgsqlConnectionStringBuilder(_address) { Username = "bypassing" }.ToString();
        var refused = await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.Open(address));
        Assert.Contains("bypasses row-level security", refused.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> Tables()
    {
        await using var view = await _books.Database.Read(Ours, CancellationToken.None);
        return await Tenanted.Tables(view.Session);
    }

    private async Task<List<T>> Asked<T>(string tenant, string sql)
    {
        await using var view = await _books.Database.Read(tenant, CancellationToken.None);
        return await view.Session.Query<T>(sql);
    }

    private async Task<long> Number(string tenant, string sql, string other)
    {
        await using var view = await _books.Database.Read(tenant, CancellationToken.None);
        return (long)(await view.Session.Scalar(sql, other.Length > 0 ? [("other", other)] : []))!;
    }

    private async Task<int> Changed(string sql)
    {
        var rows = 0;
        await _books.Database.Write(
            Ours,
            async session =>
            {
                rows = await session.Execute(sql, ("other", Theirs));
                return new(Applied.VersionChanged);
            }
        );
        return rows;
    }

    private async Task<string> Refused(string sql, string table)
    {
        var refused = await Record.ExceptionAsync(() => Changed(sql));
        return refused is PostgresException { SqlState: var state } ? state : $"{table}: {refused?.Message ?? "was done"}";
    }
}
