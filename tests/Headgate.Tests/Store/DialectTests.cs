using Headgate.Store;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;

namespace Headgate.Tests.Store;

public sealed class DialectTests(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-dialect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Both_databases_end_with_the_same_tables_and_columns()
    {
        await using var sqlite = SqliteDatabase.Open(Path.Combine(_folder, "a.db"));
        await using var postgres = await PostgresDatabase.Open(server.Address, server.NewSchema());
        var here = await Columns(
            sqlite,
            """
            SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' required' ELSE '' END
            FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
            """
        );
        var there = await Columns(
            postgres,
            """
            SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' required' ELSE '' END
            FROM information_schema.columns WHERE table_schema = current_schema()
            """
        );
        // Where many write at a time, the order of commits is that of transactions: the log needs it, and no call ever sees it.
        Assert.True(there.Remove("audit_events.xid required"));
        Assert.NotEmpty(here);
        // SQLite lets a text key be null; nothing writes one.
        Assert.Equal(here, there);
    }

    [Fact]
    public void A_migration_is_cut_into_the_statements_of_one_database()
    {
        const string Sql = """
            -- A comment; with a semicolon.
            CREATE TABLE a (
              --sqlite: b BLOB
              --postgres: b BYTEA
            );
            --sqlite: CREATE TRIGGER t BEFORE UPDATE ON a BEGIN SELECT 1; END;
            --postgres: DO $$ BEGIN
            --postgres:   PERFORM 1;
            --postgres: END $$;
            CREATE INDEX i ON a (b);
            """;
        Assert.Equal(
            ["CREATE TABLE a (\nb BLOB\n);\n", "CREATE TRIGGER t BEFORE UPDATE ON a BEGIN SELECT 1; END;\n", "CREATE INDEX i ON a (b);\n"],
            Migrator.StatementsFor(Dialect.Sqlite, Sql)
        );
        Assert.Equal(
            ["CREATE TABLE a (\nb BYTEA\n);\n", "DO $$ BEGIN\nPERFORM 1;\nEND $$;\n", "CREATE INDEX i ON a (b);\n"],
            Migrator.StatementsFor(Dialect.Postgres, Sql)
        );
    }

    private static async Task<List<string>> Columns(Database database, string sql)
    {
        await Migrator.Run(database, TimeProvider.System);
        await using var view = await database.Read("*", CancellationToken.None);
        return [.. (await view.Session.Query<string>(sql)).Order(StringComparer.Ordinal)];
    }
}
