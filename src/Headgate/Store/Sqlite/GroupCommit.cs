using System.Diagnostics;
using Headgate.Gate;
using Microsoft.Data.Sqlite;

namespace Headgate.Store.Sqlite;

/// <summary>
/// The one writer. Work queues; whatever waits is done in one transaction, each piece in a savepoint of its own, and nobody is answered before the commit
/// that covers it is on disk. It alone checkpoints: the SQLite in use has a fault when one connection commits while another checkpoints.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxGroup = 256;
    private const int Portion = 8;
    private const int LookAfter = 64;
    private const long CheckpointAtBytes = 8 << 20;

    private readonly object _sync = new();
    private readonly Queue<Piece> _queue = new();
    private readonly Session _session;
    private readonly string _wal;
    private readonly Thread _thread;
    private readonly List<Piece> _group = new(MaxGroup);
    private TaskCompletionSource? _scrub;
    private int _sinceLook;
    private bool _closed;

    public GroupCommit(string path)
    {
        _wal = path + "-wal";
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using (var command = connection.CreateCommand())
        {
            command.CommandText =
                "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA journal_size_limit=4194304; "
                + "PRAGMA cache_size=-65536; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;";
            command.ExecuteNonQuery();
        }
        _session = new SqliteSession(connection);
        _thread = new Thread(Run) { IsBackground = true, Name = "headgate-writer" };
        _thread.Start();
    }

    public Task<Committed> Write(Func<Session, ValueTask<Committed>> work)
    {
        var piece = new Piece(work);
        lock (_sync)
        {
            if (_closed)
                return Task.FromException<Committed>(new StoreException("The store is closed."));
            _queue.Enqueue(piece);
            Monitor.Pulse(_sync);
        }
        return piece.Done.Task;
    }

    /// <summary>Copies the log back and empties it. What was deleted is overwritten by then (secure_delete).</summary>
    public Task Scrub()
    {
        lock (_sync)
        {
            if (_closed)
                return Task.FromException(new StoreException("The store is closed."));
            _scrub ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            Monitor.Pulse(_sync);
            return _scrub.Task;
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            _closed = true;
            Monitor.Pulse(_sync);
        }
        _thread.Join();
        return _session.DisposeAsync();
    }

    private void Run()
    {
        while (TakeGroup())
        {
            var began = Stopwatch.GetTimestamp();
            if (_group.Count > 0)
                CommitGroup();
            // A commit that took long wrote much.
            _sinceLook += Stopwatch.GetElapsedTime(began).TotalMilliseconds > 10 ? 8 : 1;
            var scrub = TakeScrub();
            Checkpoint(onlyWhenLarge: scrub is null);
            scrub?.SetResult();
        }
        Checkpoint(onlyWhenLarge: false);
    }

    // A plain monitor: it sleeps at once, where the channels of the library spin first, on processors that the readers need.
    private bool TakeGroup()
    {
        _group.Clear();
        lock (_sync)
        {
            while (_queue.Count == 0 && _scrub is null && !_closed)
                Monitor.Wait(_sync);
            while (_group.Count < MaxGroup && _queue.TryDequeue(out var piece))
                _group.Add(piece);
            return _group.Count > 0 || _scrub is not null;
        }
    }

    private TaskCompletionSource? TakeScrub()
    {
        lock (_sync)
        {
            var taken = _scrub;
            _scrub = null;
            return taken;
        }
    }

    private void CommitGroup()
    {
        try
        {
            if (!CommitPlain())
                CommitWithSavepoints();
        }
        catch (Exception failure)
        {
            Undo("ROLLBACK");
            foreach (var piece in _group)
                piece.Failure = new StoreException("The store could not commit.", failure);
        }
        Answer();
    }

    // A work item for each portion, not for each answer: waking a thread costs more than what it would do here.
    private void Answer()
    {
        for (var from = 0; from < _group.Count; from += Portion)
            ThreadPool.UnsafeQueueUserWorkItem(
                static pieces =>
                {
                    foreach (var piece in pieces)
                        piece.Answer();
                },
                _group.GetRange(from, Math.Min(Portion, _group.Count - from)),
                preferLocal: false
            );
    }

    // Almost always every piece of a group succeeds; then savepoints are two statements for nothing.
    private bool CommitPlain()
    {
        Execute("BEGIN IMMEDIATE");
        foreach (var piece in _group)
        {
            try
            {
                piece.Result = Wait(piece.Work(_session));
            }
            catch (Exception failure)
            {
                piece.Failure = failure;
            }
            if (piece.Failure is null && piece.Result.Applied == Applied.Done)
                continue;
            // Undone as a whole and done again one by one: work is a function of the store and its call, so that doing it again is safe.
            Execute("ROLLBACK");
            foreach (var done in _group)
                done.Reset();
            return false;
        }
        Execute("COMMIT");
        return true;
    }

    private void CommitWithSavepoints()
    {
        Execute("BEGIN IMMEDIATE");
        foreach (var piece in _group)
            Do(piece);
        Execute("COMMIT");
    }

    private void Do(Piece piece)
    {
        Execute("SAVEPOINT piece");
        try
        {
            piece.Result = Wait(piece.Work(_session));
        }
        catch (Exception failure)
        {
            piece.Failure = failure;
        }
        if (piece.Failure is not null || piece.Result.Applied != Applied.Done)
            Execute("ROLLBACK TO piece");
        Execute("RELEASE piece");
    }

    private void Checkpoint(bool onlyWhenLarge)
    {
        // Asking the file system on every commit would cost more than the commit. A log that was copied back is cut to 4 MiB (journal_size_limit), so that
        // its length tells how much waits.
        if (onlyWhenLarge && _sinceLook < LookAfter)
            return;
        _sinceLook = 0;
        if (onlyWhenLarge && (!File.Exists(_wal) || new FileInfo(_wal).Length < CheckpointAtBytes))
            return;
        Undo(onlyWhenLarge ? "PRAGMA wal_checkpoint(PASSIVE)" : "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private void Execute(string sql) => Wait(_session.Execute(sql));

    private void Undo(string sql)
    {
        try
        {
            Execute(sql);
        }
        catch (SqliteException)
        {
            // Nothing was open, or a reader holds the log: the next round does it.
        }
    }

    // Statements of SQLite run on this thread and are complete when they return.
    private static T Wait<T>(ValueTask<T> done) =>
        done.IsCompleted ? done.GetAwaiter().GetResult() : done.AsTask().GetAwaiter().GetResult();

    private sealed class Piece(Func<Session, ValueTask<Committed>> work)
    {
        public Func<Session, ValueTask<Committed>> Work => work;

        // What follows an answer runs where it is given, which is never the writer's thread.
        public TaskCompletionSource<Committed> Done { get; } = new();
        public Committed Result { get; set; }
        public Exception? Failure { get; set; }

        public void Reset() => (Result, Failure) = (default, null);

        public void Answer()
        {
            if (Failure is null)
                Done.TrySetResult(Result);
            else
                Done.TrySetException(Failure);
        }
    }
}
