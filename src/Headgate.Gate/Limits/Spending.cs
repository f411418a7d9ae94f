namespace Headgate.Gate.Limits;

/// <summary>What a call takes of all limits, and how they stood when it was judged. The commit counts again.</summary>
/// <param name="At">When it was judged.</param>
/// <param name="Charges">What it takes.</param>
/// <param name="Levels">How each stood.</param>
public sealed record Spending(DateTimeOffset At, IReadOnlyList<Charge> Charges, IReadOnlyList<Level> Levels)
{
    private const int MostShown = 3;

    /// <summary>What is left of the scarcest afterwards; the general limits only where there is no other.</summary>
    public IReadOnlyList<Remaining> Left()
    {
        var own = Charges.Index().Where(c => !c.Item.OfOrganisation).ToList();
        var special = own.Where(c => !LimitList.Writes.Contains(c.Item.Limit)).ToList();
        return
        [
            .. (special.Count > 0 ? special : own)
                .Select(c => new Remaining(
                    c.Item.Name,
                    Math.Max(0, c.Item.Most - Levels[c.Index].Used - c.Item.Amount),
                    Moments.Iso(Levels[c.Index].Resets ?? c.Item.Limit.FreeAfter(At))
                ))
                .OrderBy(l => l.Left)
                .Take(MostShown),
        ];
    }
}
