using System.Collections.Concurrent;
using Headgate.Gate;
using Microsoft.Data.Sqlite;

namespace Headgate.Store.Sqlite;

/// <summary>
/// The embedded database: WAL, <c>synchronous=FULL</c>, one writer that alone checkpoints, read-only readers, and a lock file against a second process.
/// </summary>
public sealed class SqliteDatabase : Database
{
    // A read is processor work; more readers than this only wait for each other.
    private static readonly int MaxReaders = Math.Max(8, Environment.ProcessorCount * 4);

    private readonly ConcurrentBag<Snapshot> _idle = [];
    private readonly SemaphoreSlim _room = new(MaxReaders);
    private readonly string _path;
    private readonly FileStream _lock;
    private readonly GroupCommit _writer;

    private SqliteDatabase(string path, FileStream held, GroupCommit writer) => (_path, _lock, _writer) = (path, held, writer);

    /// <inheritdoc/>
    public override Dialect Dialect => Dialect.Sqlite;

    /// <inheritdoc/>
    public override string Shown => $"SQLite {Path.GetFileName(_path)}";

    /// <summary>Opens a file, and makes it when it is missing.</summary>
    /// <exception cref="StoreException">Another process has it open, or it cannot be read.</exception>
    public static SqliteDatabase Open(string path)
    {
        Engine.Set();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var held = Lock(path);
        try
        {
            return new(path, held, new GroupCommit(path));
        }
        catch (SqliteException failure)
        {
            held.Dispose();
            throw new StoreException($"{path} cannot be opened as a Headgate database: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<View> Read(string tenant, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel);
        try
        {
            if (!_idle.TryTake(out var snapshot))
                snapshot = new(ReadOnly(_path));
            snapshot.Begin();
            return new(snapshot.Session, () => GiveBack(snapshot), snapshot.Turn);
        }
        catch
        {
            _room.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<Committed> Write(string tenant, Func<Session, ValueTask<Committed>> work) => _writer.Write(work);

    /// <inheritdoc/>
    public override async Task Backup(string target, CancellationToken cancel)
    {
        // VACUUM INTO reads one snapshot; it neither blocks the writer nor checkpoints.
        await using var reader = new SqliteConnection(ReadOnly(_path));
        await reader.OpenAsync(cancel);
        await using var command = reader.CreateCommand();
        command.CommandText = "VACUUM INTO @target";
        command.Parameters.AddWithValue("@target", target);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc/>
    public override Task Scrub(CancellationToken cancel) => _writer.Scrub();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        foreach (var snapshot in _idle)
            await snapshot.DisposeAsync();
        _idle.Clear();
        await _writer.DisposeAsync();
        await _lock.DisposeAsync();
        _room.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException failure)
        {
            throw new StoreException($"{path} is in use by another Headgate process. Stop that one, or use it.", failure);
        }
    }

    private static string ReadOnly(string path) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString();

    private ValueTask GiveBack(Snapshot snapshot)
    {
        try
        {
            snapshot.End();
            _idle.Add(snapshot);
            return default;
        }
        catch (SqliteException)
        {
            return snapshot.DisposeAsync();
        }
        finally
        {
            _room.Release();
        }
    }
}
