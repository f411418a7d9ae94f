namespace Headgate.Gate.Limits;

/// <summary>Writes up what one call takes: of its agent's counters and of the ceilings over all agents.</summary>
internal sealed class Book(Call call, LimitRules rules)
{
    private readonly List<Charge> _charges = [];

    public IReadOnlyList<Charge> Charges => _charges;

    public void Add(IReadOnlyList<Limit> limits, long amount)
    {
        foreach (var limit in limits)
            Add(limit, amount);
    }

    public void Add(Limit limit, long amount, string? of = null)
    {
        if (amount > 0)
            Put(limit, amount, of);
    }

    /// <summary>Amounts are set and told in major units and counted in minor ones.</summary>
    public void AddValue(string currency, long minor)
    {
        if (minor > 0 && rules.MostOf(LimitList.Value) is { } most)
            Both(LimitList.Value, Math.Min(most, long.MaxValue / 100_000) * Currencies.Scale(currency), minor, "/" + currency);
    }

    public void Put(Limit limit, long amount, string? of = null)
    {
        if (rules.MostOf(limit) is not { } most)
            return;
        if (limit.Per == Per.Agent)
            Both(limit, most, amount, "");
        else if ((limit.Per == Per.Account ? of : call.Run) is { } whose)
            Put(new(limit, $"{limit.Name}/{whose}", most, amount));
    }

    private void Both(Limit limit, long most, long amount, string of)
    {
        Put(new(limit, $"{limit.Name}{of}/{call.By.Actor}", most, amount));
        Put(
            new(
                limit,
                $"{limit.Name}{of}/{call.By.Tenant}",
                Math.Min(most, long.MaxValue / rules.Times) * rules.Times,
                amount,
                OfOrganisation: true
            )
        );
    }

    // Messages of two channels meet in one counter of their run.
    private void Put(Charge charge)
    {
        var at = _charges.FindIndex(c => c.Counter == charge.Counter);
        if (at < 0)
            _charges.Add(charge);
        else
            _charges[at] = _charges[at] with { Amount = _charges[at].Amount + charge.Amount };
    }
}
