namespace Headgate.Store;

/// <summary>
/// The lease on one organisation's kill switch: many senders share it, who turns the switch off has it alone. A waiting "off" goes before later senders.
/// </summary>
internal sealed class SwitchLease
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _empty = new(1, 1);
    private int _sharing;

    public async ValueTask<IDisposable> Take(bool exclusive, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (exclusive)
            {
                await _empty.WaitAsync(cancel);
                return new Held(() => _empty.Release());
            }
            if (Interlocked.Increment(ref _sharing) == 1)
                await EnterFirst(cancel);
            return new Held(LeaveShared);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task EnterFirst(CancellationToken cancel)
    {
        try
        {
            await _empty.WaitAsync(cancel);
        }
        catch
        {
            Interlocked.Decrement(ref _sharing);
            throw;
        }
    }

    private void LeaveShared()
    {
        if (Interlocked.Decrement(ref _sharing) == 0)
            _empty.Release();
    }

    private sealed class Held(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
