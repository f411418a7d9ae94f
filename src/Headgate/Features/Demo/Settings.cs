using Headgate.Features.Organisations;
using Headgate.Features.Products;
using Headgate.Features.Tags;
using Headgate.Gate;

namespace Headgate.Features.Demo;

/// <summary>What the organisation has said about itself: whom it looks for, which names it allows, what it sells.</summary>
internal static class Settings
{
    public const string Home = "America/New_York";

    /// <summary>Reasons beyond those that every organisation begins with.</summary>
    public static readonly string[] Reasons = ["funded in time", "declined by lenders", "took another offer"];

    public static readonly string[] Tags =
    [
        "key account",
        "referral partner",
        "seasonal",
        "at risk",
        "trade evening",
        "second advance",
        "board contact",
        "slow payer",
    ];

    public static readonly (string Name, string Code, string Family, long Price)[] Products =
    [
        ("Working capital line", "WCL-12", "Credit", 480_000),
        ("Equipment finance", "EQF-36", "Credit", 750_000),
        ("Invoice factoring", "FAC-90", "Credit", 320_000),
        ("Treasury dashboard", "TRD-YR", "Software", 145_000),
        ("Card terminal", "POS-02", "Hardware", 39_900),
        ("Onboarding workshop", "ONB-01", "Service", 190_000),
        ("Cash-flow forecast add-on", "CFF-YR", "Software", 88_000),
        ("Priority support", "SUP-YR", "Service", 60_000),
    ];

    private const string Icp =
        "Owner-run restaurants, trucking, dental practices and auto repair in the United States, best in NY, NJ, PA, OH or IL: 8 to 80 employees, at least two years in "
        + "business, monthly deposits above 40,000 USD, few negative days, at most one open position. For credit lines also manufacturing and wholesale.";

    private const string Qualified =
        "A lead is qualified when the owner or CFO is named, the amount and its use are known, three bank statements are promised, and a decision is due within 60 days.";

    private const string Guidance =
        "Never promise an approval or a rate before a lender has made an offer. Amounts in USD unless the customer writes in another currency. "
        + "Address owners by first name. Anything about a decline goes to the owner of the deal first.";

    public static void Plant(Company it)
    {
        var (bed, opened) = (it.Bed, it.Opened);
        var own = it.Ground.Organisation;
        bed.Update(
            Organisation.Kind,
            own.Id,
            own.Version,
            ("time_zone", own.TimeZone, Home),
            ("icp", own.Icp, Icp),
            ("qualified", own.Qualified, Qualified),
            ("guidance", own.Guidance, Guidance),
            (
                "email_signature",
                own.EmailSignature,
                "Northwind Capital · 48 Foundry Lane, New York · This e-mail is not an offer of credit."
            ),
            ("updated_at", own.UpdatedAt, it.Almanac.Now)
        );
        for (var i = 0; i < Reasons.Length; i++)
            bed.Insert(
                Choice.Kind,
                bed.NewId(Choice.Kind, opened),
                [("list", "opportunity.reason"), ("name", Reasons[i]), ("ordinal", 100L + i), ("created_at", opened)]
            );
        Field(it, "account", "segment", "Segment", "choice", """["core","growth","strategic"]""", "internal");
        Field(it, "account", "tax_id", "Tax id", "text", null, "regulated");
        Field(
            it,
            "contact",
            "language",
            "Preferred language",
            "choice",
            """["English","Español","Deutsch","Français","Polski"]""",
            "internal"
        );
        Field(
            it,
            "opportunity",
            "use_of_funds",
            "Use of funds",
            "choice",
            """["inventory","equipment","payroll","renovation","tax","other"]""",
            "internal"
        );
        foreach (var (name, code, family, price) in Products)
            bed.Insert(
                Product.Kind,
                IdOf(it, name),
                [
                    ("name", name),
                    ("code", code),
                    ("family", family),
                    ("price_minor", price),
                    ("currency", "USD"),
                    ("active", true),
                    ("home", Columns.Here),
                    .. Seedbed.Clocks(opened),
                ]
            );
    }

    /// <summary>The id of a product or tag, by its name.</summary>
    public static string IdOf(Company it, string name)
    {
        var seed = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{it.Ground.Tenant}\n{name}"));
        return Ids.Mint(Tags.Contains(name) ? Tag.Kind.Prefix : Product.Kind.Prefix, it.Almanac.Midnight(it.Opened), seed, 0);
    }

    private static void Field(Company it, string noun, string key, string label, string type, string? options, string @class) =>
        it.Bed.Insert(
            CustomField.Kind,
            it.Bed.NewId(CustomField.Kind, it.Opened),
            [
                ("noun", noun),
                ("field_key", key),
                ("label", label),
                ("type", type),
                ("options", options),
                ("class", @class),
                .. Seedbed.Clocks(it.Opened),
            ]
        );
}
