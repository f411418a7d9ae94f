using Headgate.Gate;
using Npgsql;

namespace Headgate.Store.Postgres;

/// <summary>PostgreSQL: any number of equal nodes. Row-level security binds every transaction to its organisation.</summary>
public sealed class PostgresDatabase : Database
{
    private const string ReadOnly = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private readonly NpgsqlDataSource _source;

    private PostgresDatabase(NpgsqlDataSource source) => _source = source;

    /// <inheritdoc/>
    public override Dialect Dialect => Dialect.Postgres;

    /// <inheritdoc/>
    public override string Shown => "PostgreSQL";

    /// <summary>Connects with a <c>postgres://user:password@host:port/database</c> address or a key=value connection string.</summary>
    /// <exception cref="StoreException">It cannot be reached, or the user bypasses row-level security.</exception>
    public static async Task<PostgresDatabase> Open(string address, string? schema = null)
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString(address, schema));
        var source = builder.Build();
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
            if (await command.ExecuteScalarAsync() is true)
                throw new StoreException(
                    "The PostgreSQL user is a superuser or bypasses row-level security, which keeps organisations apart. Use an ordinary user that owns the database."
                );
            if (schema is not null)
            {
                // One node after the other: "if not exists" alone fails when two begin at once. Both statements are one transaction.
                command.CommandText = $"SELECT pg_advisory_xact_lock(hashtext('headgate.schema')); CREATE SCHEMA IF NOT EXISTS {schema}";
                await command.ExecuteNonQueryAsync();
            }
            return new(source);
        }
        catch (Exception failure) when (failure is NpgsqlException or System.Net.Sockets.SocketException)
        {
            await source.DisposeAsync();
            throw new StoreException($"PostgreSQL cannot be reached: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<View> Read(string tenant, CancellationToken cancel)
    {
        var connection = await _source.OpenConnectionAsync(cancel);
        try
        {
            await Begin(connection, ReadOnly, tenant);
            return new(
                new PostgresSession(connection),
                () => GiveBack(connection),
                on => new(on ? Begin(connection, ReadOnly, tenant) : Run(connection, "COMMIT"))
            );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work)
    {
        await using var connection = await _source.OpenConnectionAsync();
        try
        {
            await Begin(connection, "BEGIN", tenant);
            var result = await work(new PostgresSession(connection));
            await Run(connection, result.Applied == Applied.Done ? "COMMIT" : "ROLLBACK");
            return result;
        }
        catch (PostgresException deadlock)
            when (deadlock.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            await Run(connection, "ROLLBACK");
            return new(Applied.VersionChanged);
        }
        catch
        {
            // The pool resets a connection that comes back inside a transaction; say it here rather than rely on that.
            if (connection.State == System.Data.ConnectionState.Open)
                await Run(connection, "ROLLBACK");
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task Backup(string target, CancellationToken cancel) =>
        throw new StoreException(
            "A PostgreSQL database is backed up with pg_dump or base backups; Headgate's backup is for the embedded database."
        );

    /// <inheritdoc/>
    public override async Task Scrub(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var vacuum = connection.CreateCommand();
        // Row versions that nobody sees any more go; their bytes go as pages are written again, or with VACUUM FULL.
        vacuum.CommandText = "VACUUM";
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static string ConnectionString(string address, string? schema)
    {
        try
        {
            var builder =
                address.StartsWith("postgres", StringComparison.Ordinal) && address.Contains("://", StringComparison.Ordinal)
                    ? FromUri(new Uri(address))
                    : new NpgsqlConnectionStringBuilder(address);
            builder.MaxAutoPrepare = 200;
            builder.AutoPrepareMinUsages = 2;
            builder.NoResetOnClose = true;
            if (schema is not null)
                builder.SearchPath = schema;
            return builder.ToString();
        }
        catch (Exception failure) when (failure is ArgumentException or UriFormatException)
        {
            throw new StoreException("The PostgreSQL address is not of the form postgres://user:password@host:port/database.", failure);
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        return new()
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = uri.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
    }

    // One round trip: the transaction and the organisation that row-level security holds it to.
    private static async Task Begin(NpgsqlConnection connection, string begin, string tenant)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new(begin));
        batch.BatchCommands.Add(new("SELECT set_config('headgate.tenant', $1, true)") { Parameters = { new() { Value = tenant } } });
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async ValueTask GiveBack(NpgsqlConnection connection)
    {
        await using (connection)
            await Run(connection, "COMMIT");
    }
}
