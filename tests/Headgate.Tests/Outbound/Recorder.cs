using System.Collections.Concurrent;
using Headgate.Connectors;

namespace Headgate.Tests.Outbound;

/// <summary>A connector that delivers to nobody: it remembers what it was asked, and whether it should have been.</summary>
internal sealed class Recorder() : Connector("sink")
{
    private Func<Parcel, bool>? _forbidden;
    private int _wrong;

    /// <summary>Every message that left, by its key, and how often.</summary>
    public ConcurrentDictionary<string, int> Left { get; } = new(StringComparer.Ordinal);

    /// <summary>What must not leave at the moment.</summary>
    public Func<Parcel, bool>? Forbidden
    {
        get => Volatile.Read(ref _forbidden);
        set => Volatile.Write(ref _forbidden, value);
    }

    /// <summary>How many left that must not.</summary>
    public int Wrong => _wrong;

    /// <summary>What it says or does once a message is on its way.</summary>
    public Func<Parcel, Task<Delivery>> Says { get; set; } = _ => Task.FromResult(new Delivery(true));

    /// <summary>What it does before.</summary>
    public Func<Parcel, CancellationToken, Task> Prepares { get; set; } = async (_, _) => await Task.Yield();

    public override async Task<Delivery> Send(Parcel parcel, Action onItsWay, CancellationToken cancel)
    {
        await Prepares(parcel, cancel);
        // Here a request would begin.
        if (Forbidden?.Invoke(parcel) == true)
            Interlocked.Increment(ref _wrong);
        Left.AddOrUpdate(parcel.Key, 1, (_, n) => n + 1);
        onItsWay();
        return await Says(parcel);
    }
}
