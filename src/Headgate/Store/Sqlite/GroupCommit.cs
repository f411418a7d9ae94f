using Headgate.Gate;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>
/// The one writer. Work queues; whatever waits is done in one transaction, each piece in a savepoint of its own, and nobody is answered before the commit
/// that covers it is on disk. It alone checkpoints: the SQLite in use has a fault when one connection commits while another checkpoints.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxGroup = 256;
    private const int Portion = 8;

    // Of a file that is made anew. Each page is two writes to the log, and half as many of twice the size are cheaper; an older file keeps its own.
    private const int PageBytes = 8192;

    // A log of that many bytes is copied back; one of the other waits for its readers too, but not for long.
    private const int CopyAt = 8 << 20;
    private const int RestartAt = 32 << 20;
    private const int ReadersWait = 20;
    private const int Busy = 5000;

    // Pages that this connection has written to the log (sqlite3.h, SQLITE_DBSTATUS_CACHE_WRITE).
    private const int PagesWritten = 9;

    private readonly object _sync = new();
    private readonly Queue<Piece> _queue = new();
    private readonly SqliteConnection _connection;
    private readonly Session _session;
    private readonly Thread _thread;
    private readonly List<Piece> _group = new(MaxGroup);
    private readonly int _pageBytes;
    private TaskCompletionSource? _scrub;
    private bool _closed;

    public GroupCommit(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using (var command = _connection.CreateCommand())
        {
            // The log is written over rather than cut and grown again, which makes a sync a third dearer; only an import's is cut.
            command.CommandText =
                $"PRAGMA page_size={PageBytes}; PRAGMA journal_mode=WAL; PRAGMA busy_timeout={Busy}; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; "
                + $"PRAGMA journal_size_limit={RestartAt}; PRAGMA cache_size=-131072; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;";
            command.ExecuteNonQuery();
            command.CommandText = "PRAGMA page_size";
            _pageBytes = (int)(long)command.ExecuteScalar()!;
        }
        _session = new SqliteSession(_connection);
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
            if (_group.Count > 0)
                CommitGroup();
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
        if (onlyWhenLarge && (long)PagesWrittenToLog(forget: false) * _pageBytes < CopyAt)
            return;
        PagesWrittenToLog(forget: true);
        if (!onlyWhenLarge)
            Copy(raw.SQLITE_CHECKPOINT_TRUNCATE);
        else if ((long)Copy(raw.SQLITE_CHECKPOINT_PASSIVE) * _pageBytes > RestartAt)
        {
            // The log begins anew only when nobody reads from it. With readers all the time it would grow for ever; one that takes long is not waited for.
            _ = raw.sqlite3_busy_timeout(_connection.Handle, ReadersWait);
            Copy(raw.SQLITE_CHECKPOINT_RESTART);
            _ = raw.sqlite3_busy_timeout(_connection.Handle, Busy);
        }
    }

    // How many pages the log has. When a reader holds it the next round does it.
    private int Copy(int mode)
    {
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", mode, out var pages, out _);
        return pages;
    }

    private int PagesWrittenToLog(bool forget)
    {
        _ = raw.sqlite3_db_status(_connection.Handle, PagesWritten, out var pages, out _, forget ? 1 : 0);
        return pages;
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
