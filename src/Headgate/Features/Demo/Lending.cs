using Headgate.Features.Lenders;

namespace Headgate.Features.Demo;

/// <summary>Ten lenders with what they want, the bank statements of those who ask for money, and what became of the submissions.</summary>
internal static class Lending
{
    private const string Statements = """["bank statements","application"]""";
    private const string Full = """["bank statements","application","tax return","voided check"]""";

    /// <summary>Amounts, takings and balances in thousands of dollars.</summary>
    private static readonly (
        string Name,
        int Min,
        int Max,
        int Takings,
        int Months,
        int Balance,
        int Negative,
        int Positions,
        string? Not,
        string? NotIn,
        string Papers,
        int Days,
        string Notes
    )[] Lenders =
    [
        ("Alder Bridge Funding", 10, 150, 25, 12, 3, 6, 2, null, null, Statements, 1, "Quickest answer; factor from 1.24."),
        (
            "Beacon Row Capital",
            25,
            400,
            60,
            24,
            8,
            3,
            1,
            """["Construction"]""",
            """["CA"]""",
            Full,
            3,
            "Likes restaurants with card takings."
        ),
        ("Copper Kettle Lending", 5, 75, 15, 6, 1, 9, 3, null, null, Statements, 1, "Takes young businesses; dear."),
        (
            "Dovecote Finance",
            50,
            500,
            120,
            36,
            20,
            1,
            0,
            """["Trucking","Construction"]""",
            null,
            Full,
            5,
            "Best factor in the book, slow."
        ),
        (
            "Evenfield Credit",
            20,
            250,
            45,
            18,
            5,
            4,
            2,
            """["Beauty salons"]""",
            """["TX"]""",
            Statements,
            2,
            "Second positions up to 60 % of the first."
        ),
        ("Fallow Street Partners", 75, 450, 180, 48, 25, 2, 1, null, """["CA","TX"]""", Full, 6, "Calls every owner in person."),
        ("Gannet Point Capital", 15, 200, 35, 12, 4, 5, 1, """["Auto repair"]""", null, Statements, 2, "Weekly payments only."),
        ("Harrow & Vale", 30, 300, 70, 24, 10, 3, 2, null, """["NY"]""", Full, 4, "Not licensed in New York."),
        (
            "Inkwell Merchant Credit",
            5,
            120,
            20,
            9,
            2,
            8,
            4,
            """["Dental practices"]""",
            null,
            Statements,
            1,
            "Stacks; read the contract twice."
        ),
        ("Juniper Gate Lending", 40, 350, 90, 30, 12, 2, 1, """["Landscaping"]""", null, Full, 3, "Seasonal schedules on request."),
    ];

    public static void Plant(Company it)
    {
        var ids = PlantLenders(it);
        var deals = it.Deals.Where(d => d.Lane.Kind == "lending").ToList();
        var dice = new Dice("statements");
        foreach (var firm in deals.Select(d => d.Firm).Distinct().Take(90))
            PlantStatements(it, dice, firm);
        dice = new("submissions");
        foreach (var deal in deals)
            PlantSubmissions(it, dice, deal, ids);
    }

    private static string[] PlantLenders(Company it) =>
        [
            .. Lenders.Select(l =>
            {
                var id = it.Bed.NewId(Lender.Kind, it.Opened);
                it.Bed.Insert(
                    Lender.Kind,
                    id,
                    [
                        ("name", l.Name),
                        ("contact_email", $"submissions@{Names.Plain(l.Name)}.example"),
                        ("min_amount_minor", l.Min * 100_000L),
                        ("max_amount_minor", l.Max * 100_000L),
                        ("currency", "USD"),
                        ("min_monthly_revenue_minor", l.Takings * 100_000L),
                        ("min_months_in_business", (long)l.Months),
                        ("min_average_balance_minor", l.Balance * 100_000L),
                        ("max_negative_days", (long)l.Negative),
                        ("max_positions", (long)l.Positions),
                        ("excluded_industries", l.Not),
                        ("excluded_regions", l.NotIn),
                        ("documents", l.Papers),
                        ("speed_days", (long)l.Days),
                        ("notes", l.Notes),
                        .. Seedbed.Clocks(it.Opened),
                    ]
                );
                return id;
            }),
        ];

    private static void PlantStatements(Company it, Dice dice, Firm firm)
    {
        var takings = firm.Takings;
        var positions = dice.Weighted((0L, 55), (1L, 30), (2L, 15));
        var health = dice.Between(70, 118);
        var first = new DateOnly(it.Almanac.Today.Year, it.Almanac.Today.Month, 1).AddMonths(-12);
        for (var n = 0; n < 12; n++)
        {
            var month = first.AddMonths(n);
            var deposits = takings * Almanac.Season(month.Month) / 78 * dice.Between(88, 112) / 100;
            var withdrawals = deposits * dice.Between(90, 104) * 100 / (9_700 + (health - 90) * 12);
            var weak = health < 85;
            it.Bed.Insert(
                CashFlow.Kind,
                it.Bed.NewId(CashFlow.Kind, Almanac.Then(month, 0, TimeZoneInfo.Utc)),
                [
                    ("account_id", firm.Id),
                    ("month", $"{month:yyyy-MM}"),
                    ("deposits_minor", deposits),
                    ("withdrawals_minor", withdrawals),
                    ("average_balance_minor", deposits * (weak ? dice.Between(2, 6) : dice.Between(8, 22)) / 100),
                    (
                        "negative_days",
                        (long)(
                            weak ? dice.Between(1, 7)
                            : dice.Chance(20) ? dice.Between(1, 3)
                            : 0
                        )
                    ),
                    ("positions", positions),
                    ("currency", "USD"),
                    .. Seedbed.Clocks(Almanac.Then(month, 5 * 1440, TimeZoneInfo.Utc)),
                ]
            );
        }
    }

    private static void PlantSubmissions(Company it, Dice dice, Deal deal, string[] lenders)
    {
        var submitted = deal.Moves.FirstOrDefault(m => m.Step.Name == "Submitted").At;
        if (submitted == 0)
            return;
        var first = dice.Below(lenders.Length);
        var offered = deal.Moves.Any(m => m.Step.Name == "Offer");
        for (var n = 0; n < dice.Between(2, 4); n++)
        {
            var status = Status(dice, deal, offered, n);
            var answered = status is "submitted"
                ? submitted
                : Math.Min(it.Almanac.Now - 30_000, submitted + (dice.Between(5, 60) * 3_600_000L));
            var offer = status is "offer" or "funded";
            // A lender offers what was asked for or somewhat less, at a factor in basis points.
            it.Bed.Insert(
                Submission.Kind,
                it.Bed.NewId(Submission.Kind, deal.Created),
                [
                    ("opportunity_id", deal.Id),
                    ("lender_id", lenders[(first + n * 3) % lenders.Length]),
                    ("status", status),
                    ("submitted_at", Almanac.Then(deal.Begun, 12 * 60, TimeZoneInfo.Utc)),
                    ("offer_minor", offer ? deal.Amount * dice.Between(75, 100) / 100 / 100_000 * 100_000 : null),
                    ("currency", offer ? "USD" : null),
                    ("factor_bp", offer ? dice.Between(1180, 1420) * 10L : null),
                    ("term_days", offer ? dice.Of((long[])[90, 120, 180, 270]) : null),
                    (
                        "reason",
                        status == "declined"
                            ? dice.Of(
                                (string[])
                                    ["too many negative days", "open positions", "industry", "time in business", "average balance too low"]
                            )
                            : null
                    ),
                    .. Seedbed.Clocks(submitted, answered),
                ]
            );
        }
    }

    private static string Status(Dice dice, Deal deal, bool offered, int n) =>
        deal.Stage.Kind == "won" && n == 0 ? "funded"
        : deal.Stage.Kind == "won" ? dice.Of((string[])["offer", "declined", "withdrawn"])
        : deal.Stage.Kind == "lost" ? dice.Weighted(("declined", 75), ("withdrawn", 25))
        : offered && n == 0 ? "offer"
        : offered ? dice.Of((string[])["offer", "declined", "submitted"])
        : dice.Weighted(("submitted", 70), ("declined", 30));
}
