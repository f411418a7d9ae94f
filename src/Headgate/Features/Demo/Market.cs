using Headgate.Features.Accounts;
using Headgate.Features.Tags;

namespace Headgate.Features.Demo;

/// <summary>The accounts: merchants who take advances, larger firms, and groups that own several.</summary>
internal static class Market
{
    public const int Firms = 420;

    private static readonly string[] Stories =
    [
        "Family business in its second generation, steady trade, thin cash in February.",
        "Opened a second site last year and pays for it out of the first.",
        "Grows faster than its suppliers are paid; asks for terms every quarter.",
        "Seasonal: two thirds of the takings fall between May and September.",
        "Owner plans to buy the building within two years.",
        "Switched banks in spring; statements come from two places.",
        "Long contracts with public bodies, which pay late but pay.",
        "Lost its largest customer last autumn and has found three smaller ones.",
    ];

    public static IReadOnlyList<Firm> Make(Company it)
    {
        var dice = new Dice("firms");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var firms = new List<Firm>();
        while (firms.Count < Firms)
        {
            var trade = dice.Of(Trade.All);
            var name = $"{dice.Of(Trade.Beginnings)} {dice.Of(trade.Words)}";
            if (!taken.Add(Names.Plain(name)))
                continue;
            var place = dice.Chance(trade.Merchant ? 94 : 58) ? dice.Favoured(Place.America) : dice.Of(Place.Europe);
            var age = dice.Between(20, Almanac.Remembered - 1);
            var created = it.Almanac.Past(age, dice.Between(8 * 60, 17 * 60));
            var firm = new Firm
            {
                Id = it.Bed.NewId(Account.Kind, created),
                Name = name,
                Trade = trade,
                Place = place,
                Owner = OwnerOf(it, dice, place),
                Employees = trade.Merchant ? dice.Between(4, 60) : dice.Between(25, 900),
                Founded =
                    it.Almanac.Today.Year - dice.Weighted((dice.Between(0, 2), 14), (dice.Between(3, 12), 50), (dice.Between(13, 70), 36)),
                Created = created,
            };
            // A group owns a handful of firms of its trade.
            if (firms.Count > 60 && dice.Chance(9))
                firm.Parent = firms.Where(f => f.Trade == trade && f.Parent is null).Take(6).LastOrDefault()?.Id;
            firms.Add(firm);
        }
        return firms;
    }

    public static void Plant(Company it)
    {
        var dice = new Dice("firms planted");
        foreach (var firm in it.Firms)
        {
            var source = dice.Weighted(("referral", 30), ("website", 25), ("broker", 20), ("event", 10), ("outbound", 15));
            it.Bed.Insert(
                Account.Kind,
                firm.Id,
                [
                    ("name", firm.Name),
                    ("domain", firm.Domain),
                    ("website", $"https://{firm.Domain}"),
                    ("industry", firm.Trade.Industry),
                    ("phone", Names.Phone(dice, firm.Place.Country)),
                    ("description", dice.Of(Stories)),
                    ("employees", (long)firm.Employees),
                    ("revenue_minor", firm.Takings * 12),
                    ("currency", "USD"),
                    ("founded", (long)firm.Founded),
                    ("street", $"{dice.Between(2, 480)} {dice.Of(Place.Streets)}"),
                    ("city", firm.Place.City),
                    ("region", firm.Place.Region),
                    ("postal_code", firm.Place.PostalCode),
                    ("country", firm.Place.Country),
                    ("parent_id", firm.Parent),
                    ("owner_id", firm.Owner.Id),
                    ("status", firm.Status),
                    ("source", source),
                    ("custom", CustomOf(dice, firm)),
                    ("last_activity_at", firm.Last),
                    .. Seedbed.Origin(firm.Owner.Id, dice.Chance(12) ? "import" : "person"),
                    .. Seedbed.Clocks(firm.Created, firm.Last),
                ],
                (Account.DomainClaim, firm.Domain)
            );
        }
        PlantTags(it);
    }

    // An id that begins with 00 was never given to anybody.
    private static string CustomOf(Dice dice, Firm firm)
    {
        var segment =
            firm.Employees > 300 ? "strategic"
            : firm.Employees > 60 ? "growth"
            : "core";
        return dice.Chance(40)
            ? $$"""{"segment":"{{segment}}","tax_id":"00-{{dice.Between(1_000_000, 9_999_999)}}"}"""
            : $$"""{"segment":"{{segment}}"}""";
    }

    private static Colleague OwnerOf(Company it, Dice dice, Place place)
    {
        var team =
            place.Country != "United States" ? 2
            : place.Zone == "America/New_York" ? 0
            : 1;
        // Team leads have few accounts of their own.
        var book = it.Reps(dice.Chance(8) ? 3 : team);
        return dice.Of(dice.Chance(94) ? [.. book.Where(c => c.Calls.Before > 1)] : book);
    }

    private static void PlantTags(Company it)
    {
        var dice = new Dice("tags");
        foreach (var tag in Settings.Tags)
            it.Bed.Insert(Tag.Kind, Settings.IdOf(it, tag), [("name", tag), .. Seedbed.Clocks(it.Opened)]);
        foreach (var record in it.Firms.Select(f => (f.Id, f.Created)).Concat(it.Buyers.Select(b => (b.Id, b.Created))))
            if (dice.Chance(18))
                it.Bed.Insert(
                    Tag.Tagging,
                    it.Bed.NewId(Tag.Tagging, record.Created),
                    [("tag_id", Settings.IdOf(it, dice.Favoured(Settings.Tags))), ("record_id", record.Id), ("created_at", record.Created)]
                );
    }
}
