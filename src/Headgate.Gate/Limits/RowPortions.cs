using System.Collections.Concurrent;
using Headgate.Gate.Grounds;

namespace Headgate.Gate.Limits;

/// <summary>
/// Counts the rows that agents read, in portions: a read pays for a durable count only when its portion is used up. What is left of a portion when its bucket
/// ends, or the process, counts as read.
/// </summary>
internal sealed class RowPortions(Memory memory, TimeProvider time, int mostKept = 50_000)
{
    private const long Portion = 500;

    private readonly ConcurrentDictionary<string, Purse> _purses = new(StringComparer.Ordinal);

    /// <summary>Takes rows.</summary>
    /// <returns>How the limit stood, and the refusal when there are none left.</returns>
    public async ValueTask<(LimitsGround Ground, Refusal? Refusal)> Take(Call call, long rows, CancellationToken cancel)
    {
        var purse = PurseOf(call);
        var at = time.GetUtcNow();
        if (purse.TryTake(rows, at, out var left))
        {
            if (purse.RunsLow(Portion))
                _ = TakeAhead(purse, call, at);
            return (InHand(rows, left), null);
        }
        await purse.Refill.WaitAsync(cancel);
        try
        {
            var now = time.GetUtcNow();
            return purse.TryTake(rows, now, out left) ? (InHand(rows, left), null) : await Refill(purse, call, rows, now, cancel);
        }
        finally
        {
            purse.Refill.Release();
        }
    }

    private static LimitsGround InHand(long rows, long left) => new() { Asked = rows, Left = left };

    /// <summary>Gives back what was taken for an answer that is not given.</summary>
    public void GiveBack(Call call, long rows) => PurseOf(call).GiveBack(rows);

    // Before it is empty, so that the reads of a busy agent do not all wait for one commit. Small limits are counted as they are needed.
    private async Task TakeAhead(Purse purse, Call call, DateTimeOffset now)
    {
        // Somebody else is at it.
        if (!await purse.Refill.WaitAsync(TimeSpan.Zero))
            return;
        try
        {
            var charges = Charges.OfRows(call, Portion, (await memory.Guardrails(call.By.Tenant, default)).Limits);
            if (charges.Count > 0 && await memory.Limits.Take(call.By.Tenant, charges, now) is null)
                purse.Fill(Portion, LimitList.Rows[0].BucketEnds(now));
        }
        catch (Exception)
        {
            // Whoever finds it empty takes for itself, and is told what stands in the way.
        }
        finally
        {
            purse.Refill.Release();
        }
    }

    private async ValueTask<(LimitsGround, Refusal?)> Refill(
        Purse purse,
        Call call,
        long rows,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var rules = (await memory.Guardrails(call.By.Tenant, cancel)).Limits;
        var charges = Charges.OfRows(call, rows, rules);
        // A fortieth of a small limit, so that a portion never takes most of it.
        var portion = charges.Count == 0 ? Portion : Math.Min(Portion, charges.Min(c => c.Most) / 40);
        portion = Math.Max(rows, portion);
        var hit = await Take(call, charges, portion, now);
        if (hit is not null && hit.Charge.Most - hit.Used >= rows)
            hit = await Take(call, charges, portion = rows, now);
        if (hit is not null)
        {
            var told = hit with { Charge = hit.Charge with { Amount = rows } };
            return (LimitsGround.Of(told.Charge, told.Used), told.Refusal(now));
        }
        purse.Fill(portion, LimitList.Rows[0].BucketEnds(now));
        purse.TryTake(rows, now, out var left);
        return (InHand(rows, left), null);
    }

    private async ValueTask<LimitHit?> Take(Call call, IReadOnlyList<Charge> charges, long portion, DateTimeOffset now) =>
        charges.Count == 0 ? null : await memory.Limits.Take(call.By.Tenant, [.. charges.Select(c => c with { Amount = portion })], now);

    private Purse PurseOf(Call call)
    {
        if (_purses.Count > mostKept)
            foreach (var (key, purse) in _purses)
                if (purse.IsOver(time.GetUtcNow()))
                    _purses.TryRemove(key, out _);
        return _purses.GetOrAdd($"{call.By.Tenant}/{call.By.Actor}/{call.Run}", _ => new());
    }
}
