using Headgate.Gate.Limits;

namespace Headgate.Gate.Grounds;

/// <summary>The limit that decided: the first without room, else the one with the least left.</summary>
public sealed record LimitsGround
{
    /// <summary>What the call takes.</summary>
    public long Asked { get; init; }

    /// <summary>The limit; nothing where a portion that was taken before was enough.</summary>
    public string? Counter { get; init; }

    /// <summary>What was left of that portion.</summary>
    public long? Left { get; init; }

    /// <summary>The most there may be.</summary>
    public long? Most { get; init; }

    /// <summary>What was used.</summary>
    public long? Used { get; init; }

    /// <summary>Of one limit.</summary>
    public static LimitsGround Of(Charge charge, long used) =>
        new()
        {
            Asked = charge.Amount,
            Counter = charge.Name,
            Most = charge.Most,
            Used = used,
        };

    /// <summary>Of the limits of a plan; nothing where there are none.</summary>
    public static LimitsGround? Of(IReadOnlyList<Charge> charges, IReadOnlyList<Level> levels)
    {
        LimitsGround? least = null;
        foreach (var (i, charge) in charges.Index())
        {
            var ground = Of(charge, levels[i].Used);
            if (ground.OfPlan() is not null)
                return ground;
            if (least is null || ground.Room - ground.Asked < least.Room - least.Asked)
                least = ground;
        }
        return least;
    }

    /// <summary>How much room there was.</summary>
    private long Room => Left ?? (Most ?? 0) - (Used ?? 0);

    /// <summary>The word on the plan; nothing when it passes.</summary>
    public string? OfPlan() => Asked > Room ? "limits." + Counter : null;
}
