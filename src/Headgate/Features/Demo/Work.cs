using Headgate.Features.Activities;

namespace Headgate.Features.Demo;

/// <summary>What the reps did, day by day: calls above all. This week one of them has nearly stopped calling, and one calls far more.</summary>
internal static class Work
{
    private static readonly (string Kind, string[] Subjects)[] Kinds =
    [
        (
            "email",
            [
                "Sent the term sheet",
                "Answered questions about fees",
                "Sent the list of documents",
                "Followed up on the proposal",
                "Introduced our success team",
            ]
        ),
        ("meeting", ["Walk through the cash-flow forecast", "Kick-off", "Review of the offer", "Quarterly review", "First meeting"]),
        ("sms", ["Reminder about statements", "Confirmed tomorrow’s call", "Running five minutes late"]),
        ("visit", ["Visited the site", "Saw the new premises"]),
    ];

    private static readonly string[] Calls =
    [
        "Checked in",
        "Discovery call",
        "Went through the bank statements",
        "Talked about timing",
        "Handled the objection on price",
        "Left word with the office",
        "Asked for the missing documents",
        "Agreed the next step",
    ];

    private static readonly string[] Bodies =
    [
        "Owner wants to decide after the month closes. Competing offer is on the table, ours is faster.",
        "Two statements are missing; bookkeeper promised them by Friday.",
        "Happy with the last advance. Asks for a lower factor this time.",
        "CFO likes the dashboard, IT has to approve the connection.",
    ];

    public static IReadOnlyList<Happening> Make(Company it)
    {
        var all = new List<Happening>();
        var dice = new Dice("work");
        foreach (var deal in it.Deals)
            all.Add(On(it, dice, dice.Chance(60) ? "call" : "email", deal.Owner, deal.Begun, deal.Firm, deal.Buyer, deal));
        foreach (var rep in it.Reps())
            Days(it, dice, rep, all);
        foreach (var deal in it.Deals.Where(d => d.IsOpen))
        {
            if (deal.Stale > 0)
                all.Add(On(it, dice, "email", deal.Owner, deal.Ended, deal.Firm, deal.Buyer, deal));
            else if (deal.Last < it.Almanac.Past(11, 0))
                all.Add(On(it, dice, "email", deal.Owner, Weekday(it.Almanac.Ago(dice.Between(1, 8))), deal.Firm, deal.Buyer, deal));
        }
        return [.. all.OrderBy(h => h.Day)];
    }

    public static void Plant(Company it)
    {
        foreach (var one in it.Happenings)
            it.Bed.Insert(
                Activity.Kind,
                it.Bed.NewId(Activity.Kind, one.At),
                [
                    ("kind", one.Kind),
                    ("subject", one.Subject),
                    ("body", one.Body),
                    ("direction", one.Direction),
                    ("outcome", one.Outcome),
                    ("at", one.At),
                    ("duration_s", one.Seconds),
                    ("user_id", one.Who.Id),
                    ("account_id", one.Firm?.Id),
                    ("contact_id", one.Buyer?.Id),
                    ("opportunity_id", one.Deal?.Id),
                    .. Seedbed.Origin(one.Who.Id),
                    .. Seedbed.Clocks(one.At),
                ]
            );
    }

    private static void Days(Company it, Dice dice, Colleague rep, List<Happening> all)
    {
        var deals = it.Deals.Where(d => d.Owner == rep).ToList();
        var firms = it.Firms.Where(f => f.Owner == rep).ToList();
        var leads = it.Buyers.Where(b => b.Owner == rep && b.Firm is null && b.Created < it.Almanac.Past(1, 0)).ToList();
        // A lead of a team or of all customers has no book of their own.
        if (firms.Count == 0)
            firms = [.. it.Firms.Where(f => it.Reps(rep.Team).Contains(f.Owner)).DefaultIfEmpty(it.Firms[0])];
        var monday = it.Almanac.Today.AddDays(-(((int)it.Almanac.Today.DayOfWeek + 6) % 7));
        for (var ago = Almanac.Remembered - 3; ago >= 0; ago--)
        {
            var day = it.Almanac.Ago(ago);
            if (!Almanac.Works(day))
                continue;
            var calls = CallsOn(it, dice, rep, day, monday, ago);
            var others = dice.Chance(Almanac.Season(day.Month)) ? dice.Below(4) : dice.Below(2);
            for (var n = 0; n < calls + others; n++)
            {
                var kind = n < calls ? "call" : dice.Weighted(("email", 58), ("meeting", 24), ("sms", 12), ("visit", 6));
                var alive = dice.Chance(66) ? Pick(dice, deals, d => d.Begun <= day && day <= d.Ended) : null;
                if (alive is not null)
                    all.Add(On(it, dice, kind, rep, day, alive.Firm, alive.Buyer, alive));
                else if (dice.Chance(25) && Pick(dice, leads, l => l.Created < it.Almanac.Past(day, 0, rep.Clock)) is { } lead)
                    all.Add(On(it, dice, kind, rep, day, null, lead, null));
                else if (Pick(dice, firms, f => f.Created < it.Almanac.Past(day, 0, rep.Clock)) is { } firm)
                    all.Add(On(it, dice, kind, rep, day, firm, dice.Of(firm.People), null));
            }
        }
    }

    private static int CallsOn(Company it, Dice dice, Colleague rep, DateOnly day, DateOnly monday, int ago)
    {
        var steady = Math.Abs(rep.Calls.Now - rep.Calls.Before) <= 1;
        if (day >= monday)
            return rep.Calls.Now + (steady && rep.Calls.Now > 1 ? dice.Between(-1, 1) : 0);
        if (ago < 90)
            return rep.Calls.Before + (steady && rep.Calls.Before > 1 ? dice.Between(-1, 1) : 0);
        // Further back the book was smaller.
        return (rep.Calls.Before * Almanac.Season(day.Month) / 100 * dice.Between(20, 70) + 50) / 100;
    }

    // A few looks are enough; who has nothing of the kind does something else.
    private static T? Pick<T>(Dice dice, List<T> all, Func<T, bool> fits)
        where T : class
    {
        for (var tries = 0; tries < 12 && all.Count > 0; tries++)
            if (dice.Of(all) is var one && fits(one))
                return one;
        return null;
    }

    private static Happening On(Company it, Dice dice, string kind, Colleague who, DateOnly day, Firm? firm, Buyer? buyer, Deal? deal)
    {
        var at = it.Almanac.Past(day, dice.Between(8 * 60 + 30, 17 * 60 + 30), who.Clock);
        // Nothing happens with a record before it is there.
        at = Math.Max(at, Math.Max(deal?.Created ?? 0, buyer?.Created ?? 0) + 300_000);
        at = Math.Min(at, it.Almanac.Now - 60_000);
        firm?.Touch(at);
        buyer?.Touch(at);
        deal?.Touch(at);
        var call = kind == "call";
        var subjects = call ? Calls : Kinds.First(k => k.Kind == kind).Subjects;
        var outcome =
            call ? dice.Weighted(("connected", 48), ("voicemail", 30), ("no answer", 22))
            : kind is "meeting" or "visit" ? dice.Weighted(("held", 88), ("no show", 12))
            : null;
        return new(
            kind,
            dice.Of(subjects),
            outcome is "connected" or "held" && dice.Chance(22) ? dice.Of(Bodies) : null,
            dice.Chance(call ? 18 : 12) ? "in" : "out",
            outcome,
            day,
            at,
            call ? (outcome == "connected" ? dice.Between(60, 1500) : dice.Between(5, 40))
                : kind == "meeting" ? 1800
                : null,
            who,
            firm,
            buyer,
            deal
        );
    }

    private static DateOnly Weekday(DateOnly day)
    {
        while (!Almanac.Works(day))
            day = day.AddDays(-1);
        return day;
    }
}
