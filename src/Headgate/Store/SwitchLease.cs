using System.Diagnostics;

namespace Headgate.Store;

/// <summary>
/// The lease on one organisation's kill switch: many senders share it, who turns the switch off has it alone. A waiting "off" goes before later senders. Where
/// other nodes use the same database, those who share here hold one lock there together, for so short that an "off" of another node gets its turn.
/// </summary>
internal sealed class SwitchLease(Func<bool, CancellationToken, ValueTask<IAsyncDisposable>>? beyond = null)
{
    private static readonly TimeSpan MostShared = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _empty = new(1, 1);
    private readonly Lock _count = new();
    private IAsyncDisposable? _beyond;
    private long _since;
    private int _sharing;

    public async ValueTask<IDisposable> Take(bool exclusive, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (!exclusive && Join())
                return new Held(Leave);
            await _empty.WaitAsync(cancel);
            try
            {
                _beyond = beyond is null ? null : await beyond(exclusive, cancel);
            }
            catch
            {
                _empty.Release();
                throw;
            }
            if (exclusive)
                return new Held(End);
            lock (_count)
                (_sharing, _since) = (1, Stopwatch.GetTimestamp());
            return new Held(Leave);
        }
        finally
        {
            _gate.Release();
        }
    }

    private bool Join()
    {
        lock (_count)
        {
            if (_sharing == 0 || beyond is not null && Stopwatch.GetElapsedTime(_since) > MostShared)
                return false;
            _sharing++;
            return true;
        }
    }

    private void Leave()
    {
        lock (_count)
            if (--_sharing > 0)
                return;
        End();
    }

    private void End()
    {
        var held = _beyond;
        _beyond = null;
        if (held is null)
            _empty.Release();
        else
            _ = GiveBack(held);
    }

    private async Task GiveBack(IAsyncDisposable held)
    {
        try
        {
            await held.DisposeAsync();
        }
        catch (Exception)
        {
            // The connection is broken, and the lock with it gone.
        }
        finally
        {
            _empty.Release();
        }
    }

    private sealed class Held(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
