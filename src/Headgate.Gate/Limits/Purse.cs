namespace Headgate.Gate.Limits;

/// <summary>Rows that one run may still read without asking the store: a portion that was taken of its limits, until the bucket that it was taken in ends.</summary>
internal sealed class Purse : IDisposable
{
    private readonly Lock _lock = new();
    private long _left;
    private long _filled;
    private DateTimeOffset _until;

    /// <summary>Who refills it, one at a time.</summary>
    public SemaphoreSlim Refill { get; } = new(1);

    public bool IsOver(DateTimeOffset now)
    {
        lock (_lock)
            return _until <= now;
    }

    /// <summary>Whether it was filled with a whole portion and will soon be empty.</summary>
    public bool RunsLow(long portion)
    {
        lock (_lock)
            return _filled >= portion && _left < portion / 4;
    }

    // What there was to take from is told whether or not it was enough.
    public bool TryTake(long rows, DateTimeOffset now, out long left)
    {
        lock (_lock)
        {
            left = _left;
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
            (_left, _filled, _until) = (_until == until ? _left + rows : rows, rows, until);
    }

    public void GiveBack(long rows)
    {
        lock (_lock)
            _left += rows;
    }

    public void Dispose() => Refill.Dispose();
}
