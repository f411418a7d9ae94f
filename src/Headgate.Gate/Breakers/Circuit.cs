using Headgate.Gate.Grounds;

namespace Headgate.Gate.Breakers;

/// <summary>
/// The breaker of one tool: closed while calls go well, open for a time when too many fail, then half open for a few probes. The first probe that goes well
/// closes it, one that fails opens it again.
/// </summary>
public sealed class Circuit
{
    /// <summary>How many probes pass while it is half open.</summary>
    public const int Probes = 3;

    private const int SlotSeconds = 5;
    private const int Slots = 61;

    private readonly Lock _lock = new();
    private readonly (long Slot, int All, int Failed)[] _slots = new (long, int, int)[Slots];
    private DateTimeOffset? _tries;
    private int _probes;
    private int _opened;
    private long _latestFailure = long.MinValue;

    /// <summary>When it tries again; nothing while it is closed.</summary>
    public DateTimeOffset? Tries
    {
        get
        {
            lock (_lock)
                return _tries;
        }
    }

    /// <summary>Whether it is closed and nothing has failed for as long as the longest window.</summary>
    public bool IsQuiet(DateTimeOffset now)
    {
        lock (_lock)
            return _tries is null && _latestFailure < SlotOf(now) - Slots;
    }

    /// <summary>Asks to let a call through.</summary>
    /// <param name="rules">When it opens.</param>
    /// <param name="now">The time.</param>
    /// <param name="probe">Of which opening the call is a probe; 0 when it is none.</param>
    /// <returns>When to try again, if it may not pass.</returns>
    public DateTimeOffset? Enter(BreakerRules rules, DateTimeOffset now, out int probe) => Enter(rules, now, out probe, out _);

    /// <summary>The same, with how it stood.</summary>
    internal DateTimeOffset? Enter(BreakerRules rules, DateTimeOffset now, out int probe, out BreakerGround ground)
    {
        lock (_lock)
        {
            probe = 0;
            ground = GroundAt(rules, now);
            if (ground.Opens)
                Open(rules, now);
            if (ground.OfCall() != Said.Pass)
                // Whoever comes while the probes are out waits for what they find.
                return _tries > now ? _tries : now + TimeSpan.FromSeconds(1);
            if (!ground.IsProbe)
                return null;
            _probes++;
            probe = _opened;
            return null;
        }
    }

    /// <summary>Tells how a call went that passed.</summary>
    public void Leave(bool failed, int probe, BreakerRules rules, DateTimeOffset now)
    {
        lock (_lock)
        {
            Count(failed, now);
            // What an earlier opening let through speaks no more.
            if (_tries is null || probe != _opened)
                return;
            if (failed)
                Open(rules, now);
            else
                Close();
        }
    }

    /// <summary>A probe that came to no end lets another one try.</summary>
    public void Abandon(int probe)
    {
        lock (_lock)
            if (_tries is not null && probe == _opened)
                _probes--;
    }

    private static long SlotOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / SlotSeconds;

    private void Open(BreakerRules rules, DateTimeOffset now) => (_tries, _probes, _opened) = (now + rules.WaitNow, 0, _opened + 1);

    private void Close()
    {
        (_tries, _probes, _latestFailure) = (null, 0, long.MinValue);
        Array.Clear(_slots);
    }

    private void Count(bool failed, DateTimeOffset now)
    {
        var slot = SlotOf(now);
        ref var at = ref _slots[(int)(slot % Slots)];
        if (at.Slot != slot)
            at = (slot, 0, 0);
        at.All++;
        if (!failed)
            return;
        at.Failed++;
        _latestFailure = slot;
    }

    private BreakerGround GroundAt(BreakerRules rules, DateTimeOffset now)
    {
        var from = SlotOf(now - rules.WindowNow);
        var (all, failed) = (0, 0);
        foreach (var slot in _slots)
            if (slot.Slot > from)
                (all, failed) = (all + slot.All, failed + slot.Failed);
        return new()
        {
            Calls = all,
            Failed = failed,
            Least = rules.CallsNow,
            Percent = rules.PercentNow,
            Probes = _probes,
            TriesInMs = _tries is { } tries ? (long)Math.Ceiling((tries - now).TotalMilliseconds) : null,
        };
    }
}
