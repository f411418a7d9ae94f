using Headgate.Gate;

namespace Headgate.Features.Demo;

/// <summary>
/// Northwind Capital: a finance house that never was. The same ground and the same day give the same company; the instant only moves its clocks. Each part
/// first makes its people and things, so that later parts can point at them, and is planted when all is known of it.
/// </summary>
internal sealed class Company
{
    private Company(Ground ground, DateTimeOffset now)
    {
        var home = Moments.Zone(Settings.Home);
        Ground = ground;
        Almanac = new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, home).DateTime), now, home);
        Bed = new(ground.Tenant, Almanac);
    }

    public Ground Ground { get; }
    public Almanac Almanac { get; }
    public Seedbed Bed { get; }

    /// <summary>When the company was set up, for what has no date of its own.</summary>
    public long Opened => Almanac.Past(Almanac.Remembered, 9 * 60);
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];
    public IReadOnlyList<Lane> Lanes { get; private set; } = [];
    public IReadOnlyList<Firm> Firms { get; private set; } = [];
    public IReadOnlyList<Buyer> Buyers { get; private set; } = [];
    public IReadOnlyList<Deal> Deals { get; private set; } = [];
    public IReadOnlyList<Happening> Happenings { get; private set; } = [];

    /// <summary>Those who sell, of one team or of all.</summary>
    public IReadOnlyList<Colleague> Reps(int? team = null) =>
        [.. Colleagues.Where(c => c.Sells && c.Role == "rep" && (team is null || c.Team == team))];

    /// <summary>The whole company.</summary>
    public static Company Of(Ground ground, DateTimeOffset now)
    {
        var it = new Company(ground, now);
        it.Colleagues = Staff.Make(it);
        it.Lanes = Pipes.Make(it);
        it.Firms = Market.Make(it);
        it.Buyers = Crowd.Make(it);
        it.Deals = Bargains.Make(it);
        it.Happenings = Work.Make(it);

        Settings.Plant(it);
        Staff.Plant(it);
        Pipes.Plant(it);
        Market.Plant(it);
        Crowd.Plant(it);
        Bargains.Plant(it);
        Work.Plant(it);
        Desk.Plant(it);
        Mail.Plant(it);
        Lending.Plant(it);
        Papers.Plant(it);
        return it;
    }
}
