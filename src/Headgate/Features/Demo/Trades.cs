namespace Headgate.Features.Demo;

/// <summary>A line of business: what it is called, how such firms name themselves, how large they are.</summary>
/// <param name="Industry">The industry.</param>
/// <param name="Words">What their names end in.</param>
/// <param name="Merchant">Whether such firms take advances on their daily takings.</param>
/// <param name="Turnover">Monthly takings of an employee, in dollars.</param>
/// <param name="Titles">Who one meets there.</param>
internal sealed record Trade(string Industry, string[] Words, bool Merchant, int Turnover, string[] Titles)
{
    private static readonly string[] Owners = ["Owner", "Co-owner", "General Manager", "Bookkeeper", "Office Manager"];
    private static readonly string[] Officers = ["CFO", "Finance Director", "Controller", "COO", "Head of Procurement", "Treasurer", "CEO"];

    public static readonly IReadOnlyList<Trade> All =
    [
        new("Restaurants", ["Kitchen", "Bistro", "Diner", "Tavern", "Grill"], true, 5_200, Owners),
        new("Trucking", ["Haulage", "Freight Lines", "Trucking"], true, 9_500, Owners),
        new("Auto repair", ["Auto Works", "Garage", "Collision Center"], true, 7_400, Owners),
        new("Dental practices", ["Dental", "Family Dentistry", "Orthodontics"], true, 11_000, Owners),
        new("Construction", ["Builders", "Contracting", "Roofing"], true, 12_500, Owners),
        new("Retail", ["Outfitters", "Hardware", "Home Goods"], true, 8_100, Owners),
        new("Beauty salons", ["Salon", "Hair Studio"], true, 4_300, Owners),
        new("Landscaping", ["Gardens", "Landscapes"], true, 5_600, Owners),
        new("Manufacturing", ["Castings", "Precision", "Tooling", "Plastics"], false, 15_000, Officers),
        new("Logistics", ["Logistics", "Forwarding", "Cold Chain"], false, 14_000, Officers),
        new("Software", ["Software", "Systems", "Analytics"], false, 13_000, Officers),
        new("Healthcare", ["Clinics", "Home Care", "Diagnostics"], false, 10_500, Officers),
        new("Wholesale", ["Wholesale", "Supply", "Trading"], false, 21_000, Officers),
        new("Food production", ["Foods", "Creamery", "Bakehouse"], false, 11_500, Officers),
        new("Professional services", ["Advisory", "Engineering", "Design Partners"], false, 12_000, Officers),
    ];

    /// <summary>What the names of firms begin with: invented places and things.</summary>
    public static readonly string[] Beginnings =
    [
        .. (
            "Amberwick|Aldermoor|Applegarth Lane|Ashgrove Mill|Barleycroft|Bellweather Point|Birchwater|Blackthorn Hollow|Brindlewick|Brookhaven Gate|Calder Quay|"
            + "Candlewood|Cedar Lantern|Chalkstone|Cinderford|Clearbrook Ferry|Cobblestone Yard|Copperleaf|Cranmere|Crowsnest Hill|Dovetail Row|Dunmarrow|Eastwick Arch|"
            + "Elderberry Lane|Emberline|Fallowfield|Fernhollow|Finchley Ridge|Foxglove|Gable & Finch|Glasswing|Goldenrod|Granary Row|Greywater|Gullwing|Halyard|"
            + "Harborlight|Hartwell Oak|Hazelmoor|Heronsgate|Hollybrook|Ironbark|Ivywell|Juniper Stair|Kestrel Bend|Kingfisher Lock|Lakemoor|Larkspur|Lighthouse Nine|"
            + "Linden & Rye|Longmeadow|Maplethorpe|Marigold|Marlowe Pier|Merrowdown|Millrace|Moonfield|Mossgate|Nettlebed|Nightjar|North Pantry|Oakhurst Bell|Old Quarry|"
            + "Orchard Keep|Otterburn|Oxbow Lantern|Paper Lantern|Peregrine Row|Pinewhistle|Plumbline|Quarterdeck|Quillfeather|Ravenscroft Dale|Redwharf|Riverbend Nine|"
            + "Rookery|Rosewater|Saltmarsh|Sandpiper Wharf|Scarlet Oak|Silverbirch|Sparrowhawk|Stillwater Post|Stonebridge Cross|Sunfield|Swallowtail|Tamarack Hollow|"
            + "Thistledown|Three Elms|Tidewater Bell|Tollgate|Turnstone|Umberlane|Velvet Plough|Wayfarer|Westmark Barn|Wheatsheaf|Whitecap|Willow & Pike|Windrush|"
            + "Winterbourne|Woodlark|Wrenfield|Yarrow Bank|Yellowtail|Zephyr Row"
        ).Split('|'),
    ];
}
