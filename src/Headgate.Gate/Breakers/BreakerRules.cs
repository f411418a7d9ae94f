namespace Headgate.Gate.Breakers;

/// <summary>When the breaker opens, and for how long.</summary>
public sealed record BreakerRules
{
    /// <summary>The share of failed calls that opens it, in per cent.</summary>
    public int? Percent { get; init; }

    /// <summary>How many calls there must be at least.</summary>
    public int? Calls { get; init; }

    /// <summary>The window that both are counted in, in seconds, 10 to 300.</summary>
    public int? Window { get; init; }

    /// <summary>How many seconds it stays open before it tries again.</summary>
    public int? Wait { get; init; }

    /// <summary><see cref="Percent"/>, or its default.</summary>
    public int PercentNow => Math.Clamp(Percent ?? 50, 1, 100);

    /// <summary><see cref="Calls"/>, or its default.</summary>
    public int CallsNow => Math.Max(1, Calls ?? 10);

    /// <summary><see cref="Window"/>, or its default.</summary>
    public TimeSpan WindowNow => TimeSpan.FromSeconds(Math.Clamp(Window ?? 60, 10, 300));

    /// <summary><see cref="Wait"/>, or its default.</summary>
    public TimeSpan WaitNow => TimeSpan.FromSeconds(Math.Clamp(Wait ?? 30, 1, 3_600));
}
