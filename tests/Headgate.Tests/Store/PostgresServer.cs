using System.Diagnostics;
using Headgate.Store;
using Headgate.Store.Postgres;
using Headgate.Tests.Store;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Headgate.Tests.Store;

/// <summary>
/// A PostgreSQL server for one test run: a cluster in a temporary folder, on a socket in that folder only, stopped and removed at the end. Its ordinary
/// user owns the database.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // The socket lies in a folder of its own, so the port is no more than a part of its name.
    private readonly int _port = Random.Shared.Next(20_000, 60_000);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"headgate-pg-{Path.GetRandomFileName()}");
    private int _schemas;

    /// <summary>How the ordinary user connects.</summary>
    public string Address => AddressOf("headgate", "headgate");

    /// <summary>How the superuser connects.</summary>
    public string SuperAddress => AddressOf("postgres", "headgate");

    /// <summary>A schema name that nobody else has.</summary>
    public string NewSchema() => $"t{Interlocked.Increment(ref _schemas)}";

    /// <summary>A database that nobody else has, with the newest schema, and how the ordinary user connects to it.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"d{Interlocked.Increment(ref _schemas)}";
        await Create(name, "migrated");
        return AddressOf("headgate", name);
    }

    /// <summary>All that a database holds, as its superuser sees it.</summary>
    public async Task<string> Dump(string address)
    {
        var name = new NpgsqlConnectionStringBuilder(address).Database!;
        return await Run("pg_dump", "-h", _folder, "-p", $"{_port}", "-U", "postgres", name);
    }

    /// <summary>What the server wrote since a time: its write-ahead log and its own log.</summary>
    public IEnumerable<(string Name, byte[] Bytes)> Files(DateTime since) =>
        from file in Directory.GetFiles(Path.Combine(_folder, "pg_wal")).Append(Path.Combine(_folder, "log"))
        where File.GetLastWriteTimeUtc(file) >= since
        select (Path.GetFileName(file), File.ReadAllBytes(file));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Run("initdb", "-D", _folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Run("pg_ctl", "-D", _folder, "-l", Path.Combine(_folder, "log"), "-w", "-t", "600", "-o", Options, "start");
        await Execute("CREATE ROLE headgate LOGIN");
        await Create("headgate", "template1");
        // Each test's database is a copy of one that was migrated: copying takes a tenth of the time.
        await Create("migrated", "template1");
        await using var database = await PostgresDatabase.Open(AddressOf("headgate", "migrated") + ";Pooling=false");
        await Migrator.Run(database, TimeProvider.System);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (!Directory.Exists(_folder))
            return;
        await Run("pg_ctl", "-D", _folder, "-m", "immediate", "-w", "-t", "600", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    // What the tests keep is thrown away, so nothing waits for a disk.
    private string Options => $"-p {_port} -k {_folder} -c listen_addresses= -c max_connections=1000 -c autovacuum=off -c fsync=off";

    private Task Create(string name, string template) =>
        // Copying a database's files is quicker than writing them to the log twice.
        Execute($"CREATE DATABASE {name} OWNER headgate TEMPLATE {template} STRATEGY FILE_COPY");

    private async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(AddressOf("postgres", "postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string AddressOf(string user, string database) =>
        $"Host={_folder};Port={_port};Username={user};Database={database};Timeout=120;Command Timeout=300";

    private static async Task<string> Run(string program, params string[] arguments)
    {
        string[] line = [PathOf(program), .. arguments];
        // PostgreSQL refuses to run as root.
        if (Environment.UserName == "root")
            line = ["runuser", "-u", "postgres", "--", .. line];
        ProcessStartInfo start = new(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Concat(said)}");
        return said[0];
    }

    private static string PathOf(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return installed
                .OrderByDescending(v => double.TryParse(Path.GetFileName(v), out var version) ? version : 0)
                .Select(v => Path.Combine(v, "bin", program))
                .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(p => Path.Combine(p, program)))
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"PostgreSQL's {program} is not installed: apt-get install postgresql");
    }
}
