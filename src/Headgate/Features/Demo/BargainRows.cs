using Headgate.Features.Opportunities;

namespace Headgate.Features.Demo;

/// <summary>Opportunities as rows: each begins on its first stage and then changes as it did, so that its history tells the same story as its end.</summary>
internal static class BargainRows
{
    private static readonly string[] NextSteps =
    [
        "Get the missing bank statement",
        "Send the comparison of both offers",
        "Call the bookkeeper about the deposits",
        "Agree a date for signing",
        "Answer the question about early repayment",
        "Show the treasury dashboard to the CFO",
        "Ask who else decides",
        "Confirm the use of funds in writing",
    ];

    private static readonly string[] Uses = ["inventory", "equipment", "payroll", "renovation", "tax", "other"];

    public static void Plant(Company it)
    {
        var dice = new Dice("deals planted");
        foreach (var deal in it.Deals)
        {
            PlantDeal(it, dice, deal);
            PlantPeople(it, dice, deal);
            foreach (var (product, quantity, price) in deal.Lines)
                it.Bed.Insert(
                    LineItem.Kind,
                    it.Bed.NewId(LineItem.Kind, deal.Created),
                    [
                        ("opportunity_id", deal.Id),
                        ("product_id", Settings.IdOf(it, product)),
                        ("quantity", (long)quantity),
                        ("price_minor", price),
                        ("currency", deal.Currency),
                        .. Seedbed.Clocks(deal.Created),
                    ]
                );
        }
    }

    private static void PlantDeal(Company it, Dice dice, Deal deal)
    {
        var bed = it.Bed;
        var slipped = deal.IsOpen && deal.Moves.Count > 0 && dice.Chance(40);
        var promised = slipped ? deal.Close.AddDays(-dice.Between(14, 45)) : deal.Close;
        var asked = slipped && dice.Chance(35) ? deal.Amount * dice.Between(80, 140) / 100 / 10_000 * 10_000 : deal.Amount;
        bed.Insert(
            Opportunity.Kind,
            deal.Id,
            [
                ("name", deal.Name),
                ("account_id", deal.Firm.Id),
                ("contact_id", deal.Buyer.Id),
                ("pipeline_id", deal.Lane.Id),
                ("stage_id", deal.Lane.Steps[0].Id),
                ("status", "open"),
                ("amount_minor", asked),
                ("currency", deal.Currency),
                ("close_date", $"{promised:yyyy-MM-dd}"),
                ("next_step", deal.IsOpen && dice.Chance(80) ? dice.Of(NextSteps) : null),
                ("owner_id", deal.Owner.Id),
                ("source", dice.Weighted(("referral", 30), ("website", 30), ("broker", 20), ("outbound", 20))),
                ("custom", deal.Lane.Kind == "lending" ? $$"""{"use_of_funds":"{{dice.Of(Uses)}}"}""" : null),
                ("stage_entered_at", deal.Created),
                ("last_activity_at", deal.Last),
                .. Seedbed.Origin(deal.Owner.Id),
                .. Seedbed.Clocks(deal.Created),
            ]
        );
        var (version, stage, entered, updated) = (1L, deal.Lane.Steps[0], deal.Created, deal.Created);
        foreach (var (step, at) in deal.Moves)
        {
            var closes = step.Kind != "open";
            bed.Update(
                Opportunity.Kind,
                deal.Id,
                version++,
                ("stage_id", stage.Id, step.Id),
                ("status", "open", step.Kind),
                ("reason", null, closes ? deal.Reason : null),
                ("closed_at", null, closes ? at : null),
                ("stage_entered_at", entered, at),
                ("updated_at", updated, at)
            );
            (stage, entered, updated) = (step, at, at);
        }
        if (!slipped)
            return;
        var late = Math.Min(it.Almanac.Now - 30_000, updated + 60_000L);
        bed.Update(
            Opportunity.Kind,
            deal.Id,
            version,
            ("close_date", $"{promised:yyyy-MM-dd}", $"{deal.Close:yyyy-MM-dd}"),
            ("amount_minor", asked, deal.Amount),
            ("updated_at", updated, late)
        );
    }

    private static void PlantPeople(Company it, Dice dice, Deal deal)
    {
        Person(it, deal, deal.Buyer, "decision maker");
        var other = dice.Of(deal.Firm.People);
        if (other != deal.Buyer && dice.Chance(60))
            Person(it, deal, other, dice.Of((string[])["influencer", "bookkeeper", "signs"]));
    }

    private static void Person(Company it, Deal deal, Buyer buyer, string part) =>
        it.Bed.Insert(
            OpportunityContact.Kind,
            it.Bed.NewId(OpportunityContact.Kind, deal.Created),
            [("opportunity_id", deal.Id), ("contact_id", buyer.Id), ("part", part), ("created_at", deal.Created)]
        );
}
