namespace Headgate.Gate.Limits;

/// <summary>Rows that one run may still read without asking the store: a portion that was taken of its limits, until the bucket that it was taken in ends.</summary>
internal sealed class Purse : IDisposable
{
    private readonly Lock _lock = new();
    private long _left;
    private DateTimeOffset _until;

    /// <summary>Who refills it, one at a time.</summary>
    public SemaphoreSlim Refill { get; } = new(1);

    public bool IsOver(DateTimeOffset now)
    {
        lock (_lock)
            return _until <= now;
    }

    public bool TryTake(long rows, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_until <= now || _left < rows)
                return false;
            _left -= rows;
            return true;
        }
    }

    public void Fill(long rows, DateTimeOffset until)
    {
        lock (_lock)
            // What is left of an older bucket is lost.
            (_left, _until) = (_until == until ? _left + rows : rows, until);
    }

    public void GiveBack(long rows)
    {
        lock (_lock)
            _left += rows;
    }

    public void Dispose() => Refill.Dispose();
}
