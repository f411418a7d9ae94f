using Headgate.Gate;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>A rule on trial: judged by the very code that judges calls, one recorded call after another.</summary>
internal sealed class Trial(PolicyRule rule, int most)
{
    private readonly PolicySet _set = new("trial", [(rule.Write(), false)]);
    private readonly Queue<Backtest.CallShown> _newest = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _asked;
    private long _done;
    private long _estimated;
    private long _erased;

    /// <summary>Judges one.</summary>
    /// <returns>Whether the rule applies to it; nothing when it was not asked.</returns>
    public async ValueTask<bool?> Judge(RecordedCall call, Sight? sight, FactSource facts)
    {
        var byPerson = call.Actor.StartsWith("usr_", StringComparison.Ordinal);
        if (!rule.IsAsked(isRead: false, byPerson))
            return null;
        if (sight is null)
        {
            _erased++;
            return null;
        }
        _asked++;
        var rulings = await _set.Judge(isRead: false, byPerson, sight, facts, CancellationToken.None);
        _estimated += sight.IsEstimated ? 1 : 0;
        if (rulings is not [var ruling])
            return false;
        _counts[ruling.Word] = Of(ruling.Word) + 1;
        _done += call.Ended == "done" ? 1 : 0;
        _newest.Enqueue(
            new()
            {
                Event = call.EventId,
                At = Show.Time(call.At)!,
                Action = call.Action,
                Actor = call.Actor,
                Ended = call.Ended,
                Would = ruling.Word,
                Why = ruling.Failure,
                Estimated = sight.IsEstimated ? true : null,
            }
        );
        if (_newest.Count > most)
            _newest.Dequeue();
        return true;
    }

    /// <summary>What came of it.</summary>
    public Backtest.Output Told(DateTimeOffset from, DateTimeOffset to) =>
        new()
        {
            From = Moments.Iso(from),
            To = Moments.Iso(to),
            Asked = _asked,
            Denied = Of("deny"),
            Held = Of("require_approval"),
            Masked = Of("mask"),
            Noted = Of("allow") + Of("log_only"),
            Failed = Of("failed"),
            WereDone = _done,
            Estimated = _estimated,
            Erased = _erased,
            Calls = [.. _newest.Reverse()],
        };

    private long Of(string word) => _counts.GetValueOrDefault(word);
}
