using System.Collections.Concurrent;
using Headgate.Connectors;
using Headgate.Log;
using Headgate.Store;
using Headgate.Store.Logs;

namespace Headgate.Hosting.Anchoring;

/// <summary>
/// Something outside this machine that holds the log to what it was. It gets the newest checkpoint of each log, one exchange at a time, always from what is
/// committed: nobody waits for it, what it missed it gets with the next, and what is not known after a restart it says itself.
/// </summary>
internal abstract class Anchor(string name, AnchorPlaces places, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>How long a log is left alone that the anchor will not take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, (Standing Standing, DateTimeOffset Again)> _troubles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>What it is called where people read it.</summary>
    public string Name => name;

    /// <summary>How it does.</summary>
    public AnchorState State { get; private set; } = new(name, 0, null);

    /// <summary>How long it is left alone when all is well.</summary>
    public virtual TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <summary>How far it has the logs.</summary>
    protected AnchorPlaces Places => places;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Gives it the newest checkpoint of a log, and takes what it says of that.</summary>
    /// <exception cref="EgressException">It cannot be reached.</exception>
    /// <exception cref="LogException">The proof cannot be made of what is here.</exception>
    protected abstract Task<Standing> Put(string tenant, CancellationToken cancel);

    /// <summary>Gives it the newest checkpoint of a log.</summary>
    public async Task<Standing> Submit(string tenant, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var standing = await Tried(tenant, cancel);
            Note(tenant, standing);
            return standing;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Gives it the newest checkpoint of each log that it lacks.</summary>
    /// <returns>Whether it could be reached.</returns>
    public async Task<bool> Round(CancellationToken cancel)
    {
        var logs = await places.Logs(Database.Everyone, cancel);
        var (behind, isReached) = (0L, true);
        // Each once after a start, even when nothing is new: the store may have been put back meanwhile.
        foreach (var one in logs.Where(l => l.Behind > 0 || _troubles.ContainsKey(l.Tenant) || !_asked.Contains(l.Tenant)))
        {
            var isLeft = _troubles.TryGetValue(one.Tenant, out var trouble) && trouble.Again > time.GetUtcNow();
            var agreement =
                isLeft ? trouble.Standing.Agreement
                : isReached ? (await Submit(one.Tenant, cancel)).Agreement
                : Agreement.Unreachable;
            isReached &= agreement != Agreement.Unreachable;
            if (agreement != Agreement.Unreachable)
                _asked.Add(one.Tenant);
            // A log that it was never told of is nobody's delay.
            behind += agreement is Agreement.Agrees or Agreement.Unknown ? 0 : one.Behind;
        }
        var worst = _troubles.Values.Select(t => t.Standing).Where(s => s.Agreement != Agreement.Unknown).MaxBy(s => s.Agreement);
        State = new(name, behind, worst?.What);
        return isReached;
    }

    /// <summary>How far it has a log, in a sentence; nothing of others.</summary>
    public async Task<string> Told(string tenant, CancellationToken cancel)
    {
        var of = (await places.Logs(tenant, cancel)).FirstOrDefault(l => l.Tenant == tenant);
        var trouble = _troubles.TryGetValue(tenant, out var found) ? " " + found.Standing.What : "";
        return $"{name} has {of?.Anchored ?? 0} of {of?.Size ?? 0} entries.{trouble}";
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<Standing> Tried(string tenant, CancellationToken cancel)
    {
        try
        {
            return await Put(tenant, cancel);
        }
        catch (EgressException away)
        {
            return new(Agreement.Unreachable, $"It could not be asked: {away.Message}");
        }
        catch (LogException broken)
        {
            return new(Agreement.Refused, $"Nothing could be shown to it: {broken.Message}");
        }
    }

    // Said once, when it begins and when it ends.
    private void Note(string tenant, Standing standing)
    {
        var had = _troubles.TryGetValue(tenant, out var before) ? before.Standing.Agreement : Agreement.Agrees;
        // That it went away says nothing of what it said before.
        if (had == Agreement.Contradicts && standing.Agreement == Agreement.Unreachable)
            return;
        if (standing.Agreement == Agreement.Agrees)
            _troubles.TryRemove(tenant, out _);
        else
            // What cannot be reached is tried again by its own clock, for all logs.
            _troubles[tenant] = (
                standing,
                standing.Agreement == Agreement.Unreachable ? DateTimeOffset.MinValue : time.GetUtcNow() + Patience
            );
        if (had == standing.Agreement)
            return;
        var origin = LogKey.OriginOf(tenant);
        if (standing.Agreement == Agreement.Contradicts)
            log.LogError("{Anchor} contradicts {Log}. {What}", name, origin, standing.What);
        else if (standing.Agreement != Agreement.Agrees)
            log.LogWarning("{Anchor} does not take {Log}. {What}", name, origin, standing.What);
        else
            log.LogInformation("{Anchor} takes {Log} again", name, origin);
    }
}
