namespace Headgate.Tests.Running;

/// <summary>The system's clock, moved on by a test.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Moves it on.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
}
