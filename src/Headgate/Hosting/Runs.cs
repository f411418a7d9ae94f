using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Hosting;

/// <summary>
/// Runs: the calls of one actor until it has been quiet for thirty minutes. The handle is minted here and bound to the actor; somebody else's handle is as
/// good as none.
/// </summary>
public sealed class Runs(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (string Run, DateTimeOffset Last)> _present = new(StringComparer.Ordinal);

    /// <summary>The run that a call of this actor belongs to.</summary>
    public string Of(Principal by)
    {
        var now = time.GetUtcNow();
        if (_present.Count > 100_000)
            Sweep(now);
        return _present
            .AddOrUpdate(
                $"{by.Realm}/{by.Actor}",
                _ => (Ids.Fresh("run", now), now),
                (_, run) => now - run.Last > Quiet ? (Ids.Fresh("run", now), now) : (run.Run, now)
            )
            .Run;
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (actor, run) in _present)
            if (now - run.Last > Quiet)
                _present.TryRemove(actor, out _);
    }
}
