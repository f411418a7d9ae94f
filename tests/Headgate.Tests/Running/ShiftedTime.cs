namespace Headgate.Tests.Running;

/// <summary>The system's clock, moved on or stopped by a test.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ahead;
    private DateTimeOffset? _still;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _still ?? base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Moves it on.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    /// <summary>Stops it until what is returned is disposed.</summary>
    public IDisposable Stop()
    {
        _still = GetUtcNow();
        return new Going(this);
    }

    private sealed class Going(ShiftedTime time) : IDisposable
    {
        public void Dispose() => time._still = null;
    }
}
