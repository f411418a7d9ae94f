namespace Headgate.Gate.Limits;

/// <summary>How many of something there may be in any stretch of time of one length, and on whose account it is counted.</summary>
/// <param name="Name">Its name, in settings, refusals and answers.</param>
/// <param name="Window">The length; none for a limit on a whole run.</param>
/// <param name="Golden">The most by default; nothing where there is no limit until a person sets one.</param>
/// <param name="Per">What it is counted by.</param>
public sealed record Limit(string Name, TimeSpan Window, long? Golden, Per Per = Per.Agent)
{
    // A window is cut into sixty buckets, and those that it overlaps count in full: it may seem a sixtieth longer than it is, never shorter.
    private const int Buckets = 60;

    private static readonly TimeSpan RunsAreForgotten = TimeSpan.FromDays(7);

    private long Width => (long)Window.TotalMilliseconds / Buckets;

    /// <summary>The bucket that an instant falls into, by the millisecond at which it begins; a run has one.</summary>
    public long BucketAt(DateTimeOffset at) => Width == 0 ? 0 : at.ToUnixTimeMilliseconds() / Width * Width;

    /// <summary>When the bucket of an instant is over.</summary>
    public DateTimeOffset BucketEnds(DateTimeOffset at) =>
        Width == 0 ? DateTimeOffset.MaxValue : DateTimeOffset.FromUnixTimeMilliseconds(BucketAt(at) + Width);

    /// <summary>When no window that ends from then on overlaps the bucket of an instant.</summary>
    public DateTimeOffset FreeAfter(DateTimeOffset at) => Width == 0 ? at + RunsAreForgotten : BucketEnds(at) + Window;
}
