using Headgate.Features.Opportunities;

namespace Headgate.Features.Demo;

/// <summary>The opportunities of three pipelines: won and lost over eighteen months with the seasons, open ones alive, and open ones that nobody touches.</summary>
internal static class Bargains
{
    private const int Moving = 7;

    /// <summary>How many deals a pipeline has: in all, open, of those stale, and of those begun since yesterday.</summary>
    private static readonly (int All, int Open, int Stale, int New, int Least, int Most)[] Shares =
    [
        (430, 130, 38, 5, 25, 120),
        (320, 110, 24, 4, 6, 38),
        (150, 30, 6, 0, 20, 90),
    ];

    private static readonly string[][] WonBecause =
    [
        ["best fit", "relationship", "price"],
        ["funded in time", "relationship", "price"],
        ["relationship", "best fit"],
    ];

    private static readonly string[][] LostBecause =
    [
        ["price", "no decision", "timing", "competitor", "not a fit"],
        ["declined by lenders", "took another offer", "no decision", "timing"],
        ["price", "competitor", "no decision"],
    ];

    public static IReadOnlyList<Deal> Make(Company it)
    {
        var dice = new Dice("deals");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var deals = new List<Deal>();
        for (var lane = 0; lane < Shares.Length; lane++)
        for (var i = 0; i < Shares[lane].All; i++)
            deals.Add(One(it, dice, names, lane, i));
        foreach (var deal in deals)
            Mark(deal);
        return deals;
    }

    public static void Plant(Company it) => BargainRows.Plant(it);

    private static Deal One(Company it, Dice dice, HashSet<string> names, int laneNumber, int i)
    {
        var (lane, share) = (it.Lanes[laneNumber], Shares[laneNumber]);
        var open = i < share.Open;
        var stale = open && i < share.Stale ? dice.Between(15, 88) : 0;
        var fresh = open && i >= share.Open - share.New;
        var ended =
            stale > 0 ? stale
            : open ? 0
            : ClosedAgo(it, dice);
        var begun = fresh
            ? dice.Below(2)
            : Math.Min(Almanac.Remembered - 2, ended + dice.Between(share.Least, share.Most) + (open ? 2 : 0));
        var firm = FirmFor(it, dice, laneNumber, begun);
        var born = it.Almanac.Past(begun, dice.Between(8 * 60, 12 * 60));
        var lines = laneNumber == 1 ? [] : Lines(dice, laneNumber);
        var amount = laneNumber == 1 ? Advance(dice, firm) : lines.Sum(l => l.Quantity * l.Price);
        var buyer = dice.Favoured(firm.People);
        var won = !open && dice.Chance(laneNumber == 2 ? 82 : 42);
        var what =
            laneNumber == 1 ? $"{amount / 100_000}k advance"
            : laneNumber == 0 ? lines[0].Product
            : $"renewal {it.Almanac.Ago(ended).AddDays(60).Year}";
        return new()
        {
            Id = it.Bed.NewId(Opportunity.Kind, born),
            Name = NameOf(names, $"{firm.Name} – {what}"),
            Firm = firm,
            Buyer = buyer,
            Owner = firm.Owner,
            Lane = lane,
            Amount = amount,
            Currency = CurrencyOf(firm),
            Lines = lines,
            Created = born,
            Begun = it.Almanac.Ago(begun),
            Ended = it.Almanac.Ago(ended),
            Stale = stale,
            Moves = Moves(
                it,
                dice,
                lane,
                born,
                begun,
                Until(dice, open, stale, fresh, begun, ended, i >= share.Stale && i < share.Stale + Moving),
                open,
                won
            ),
            Reason = open ? null : dice.Favoured(won ? WonBecause[laneNumber] : LostBecause[laneNumber]),
            Close =
                !open ? it.Almanac.Ago(ended)
                : fresh ? it.Almanac.Today.AddDays(dice.Between(15, 90))
                : stale > 0 ? it.Almanac.Today.AddDays(dice.Between(-9, 75))
                : it.Almanac.Today.AddDays(dice.Weighted((dice.Between(-6, -1), 8), (dice.Between(0, 7), 15), (dice.Between(8, 110), 77))),
        };
    }

    // The last move of an open deal: some moved since yesterday, so that the morning has news.
    private static int Until(Dice dice, bool open, int stale, bool fresh, int begun, int ended, bool moving) =>
        !open || fresh ? ended
        : stale > 0 ? Math.Min(begun - 1, stale + dice.Between(0, 12))
        : moving ? dice.Below(2)
        : Math.Min(begun - 1, dice.Between(2, 24));

    private static List<(Step Step, long At)> Moves(Company it, Dice dice, Lane lane, long born, int begun, int until, bool open, bool won)
    {
        var steps = lane.Open;
        // How far it comes: an open deal stands somewhere, a won one goes all the way, a lost one falls from anywhere.
        var reached = won ? steps.Count - 1 : dice.Below(steps.Count);
        if (open && begun - until < 2)
            reached = Math.Min(reached, 1);
        List<Step> way = [.. steps.Skip(1).Take(reached)];
        if (!open)
            way.Add(won ? lane.Won : lane.Lost);
        var moves = new List<(Step Step, long At)>();
        var last = born;
        for (var i = 0; i < way.Count; i++)
        {
            var ago = begun - ((begun - until) * (i + 1) / way.Count);
            // Never before the move that went ahead, never ahead of the present.
            last = Math.Min(
                it.Almanac.Now - ((way.Count - i) * 60_000L),
                Math.Max(last + 600_000, it.Almanac.Past(ago, dice.Between(9 * 60, 17 * 60)))
            );
            moves.Add((way[i], last));
        }
        return moves;
    }

    private static int ClosedAgo(Company it, Dice dice)
    {
        while (true)
        {
            var ago = dice.Between(1, Almanac.Remembered - 60);
            var day = it.Almanac.Ago(ago);
            if (Almanac.Works(day) && dice.Chance(Almanac.Season(day.Month)))
                return ago;
        }
    }

    private static Firm FirmFor(Company it, Dice dice, int lane, int begun)
    {
        var latest = it.Almanac.Past(begun, 0);
        for (var tries = 0; tries < 200; tries++)
        {
            var firm = dice.Of(it.Firms);
            if (firm.Created < latest && (lane == 1 ? firm.IsMerchant : !firm.IsMerchant || dice.Chance(15)))
                return firm;
        }
        // The oldest firm was there before every deal.
        return it.Firms.Where(f => lane != 1 || f.IsMerchant).MinBy(f => f.Created)!;
    }

    private static List<(string Product, int Quantity, long Price)> Lines(Dice dice, int lane)
    {
        var lines = new List<(string Product, int Quantity, long Price)>();
        for (var n = dice.Between(1, lane == 0 ? 3 : 2); n > 0; n--)
        {
            var (name, _, family, price) = dice.Favoured(Settings.Products);
            if (!lines.Exists(l => l.Product == name))
                lines.Add(
                    (
                        name,
                        family == "Hardware" ? dice.Between(2, 12)
                        : family == "Credit" ? dice.Between(1, 6)
                        : 1,
                        price * dice.Between(85, 100) / 100
                    )
                );
        }
        return lines;
    }

    // Lenders give about a month's takings.
    private static long Advance(Dice dice, Firm firm) =>
        Math.Clamp(firm.Takings * dice.Between(55, 150) / 100 / 500_000 * 500_000, 1_000_000, 45_000_000);

    private static string CurrencyOf(Firm firm) =>
        firm.Place.Country switch
        {
            "United States" => "USD",
            "United Kingdom" => "GBP",
            _ => "EUR",
        };

    private static string NameOf(HashSet<string> taken, string name)
    {
        var (free, number) = (name, 1);
        while (!taken.Add(free))
            free = $"{name} ({++number})";
        return free;
    }

    private static void Mark(Deal deal)
    {
        var firm = deal.Firm;
        if (deal.Lane.Kind == "renewal" && deal.Stage.Kind == "lost")
            (firm.Status, deal.Buyer.Lifecycle) = ("churned", "former customer");
        else if (deal.Stage.Kind == "won" && firm.Status != "churned")
            (firm.Status, deal.Buyer.Lifecycle) = ("customer", "customer");
        else if (deal.IsOpen && firm.Status == "prospect")
            (firm.Status, deal.Buyer.Status) = ("active", "qualified");
    }
}
