namespace Headgate.Tests.Running;

/// <summary>The system's clock, moved on or stopped by a test. A test about a window stops it: on a busy machine any window goes by between two calls.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private const long Goes = 0;
    private long _ahead;
    private long _still;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = Interlocked.Read(ref _still) is var still and not Goes ? new(still, TimeSpan.Zero) : base.GetUtcNow();
        return now + Ahead;
    }

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
        set => Interlocked.Exchange(ref _ahead, value.Ticks);
    }

    /// <summary>Moves it on, stopped or not.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    /// <summary>Lets it move only by <see cref="Pass"/> until what is returned is disposed.</summary>
    public IDisposable Stop()
    {
        Interlocked.Exchange(ref _still, base.GetUtcNow().Ticks);
        return new Going(this);
    }

    private sealed class Going(ShiftedTime time) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref time._still, Goes);
    }
}
