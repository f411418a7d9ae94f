using System.Security.Cryptography;
using System.Text;
using Headgate.Features.Documents;

namespace Headgate.Features.Demo;

/// <summary>What the company knows in writing: prices as a PDF, the playbook, a product sheet, and the papers of some borrowers.</summary>
internal static class Papers
{
    private const string Playbook = """
        # Funding playbook

        ## Before the first call
        Read the account, its open deals and its notes. Know the takings of a month before you speak of an amount.

        ## Qualify
        Owner or CFO named, amount and use known, three bank statements promised, decision due within 60 days. What misses one of these goes to nurture.

        ## Objection: the price is too high
        Do not lower the factor first. Ask what the money earns. Put our term beside theirs: a lower factor over a longer term is often dearer.

        ## Objection: not now
        Ask what has to happen first, write it down, set a task for that week. Two follow-ups, then nurture.

        ## Submissions
        At most three lenders at once. Best fit first, quickest second. Never submit without the owner's written consent.

        ## Declines
        The owner of the deal calls within a day, tells the reason in plain words and what would change it.
        """;

    private const string Sheet = """
        Working capital line (WCL-12)
        Revolving, 25,000 to 600,000 USD, twelve months, interest on what is drawn only. Needs six months of statements. Decision in three working days.

        Equipment finance (EQF-36)
        Up to 36 months, the equipment is the security. Needs the quote and two years of accounts.

        Merchant advance
        One sum, paid back as a share of daily takings. 5,000 to 450,000 USD through our lenders. Factor 1.18 to 1.42 by risk. Funded in one to six days.

        Treasury dashboard (TRD-YR)
        All bank accounts on one page, thirteen weeks ahead. Connects to over 40 banks, reads only.
        """;

    public static void Plant(Company it)
    {
        var prices = Settings.Products.Select(p => $"{p.Code, -8} {p.Name, -28} {p.Price / 100m, 10:N2} USD").ToList();
        Add(
            it,
            "Price list",
            "pricing",
            "application/pdf",
            Pdf.Of(
                "Northwind Capital: price list",
                [.. prices, "", "Prices per unit and year, without tax. Credit products: arrangement fee."]
            ),
            string.Join('\n', prices)
        );
        Add(it, "Funding playbook", "knowledge", "text/markdown", Encoding.UTF8.GetBytes(Playbook), Playbook);
        Add(it, "Product sheet", "knowledge", "text/plain", Encoding.UTF8.GetBytes(Sheet), Sheet);
        var borrowers = it.Deals.Where(d => d.IsOpen && d.Lane.Kind == "lending").Select(d => d.Firm).Distinct().Take(24);
        foreach (var firm in borrowers)
        foreach (var kind in (string[])["bank statements", "application"])
            Add(
                it,
                $"{firm.Name}: {kind}",
                kind,
                "application/pdf",
                Pdf.Of($"{firm.Name}: {kind}", ["Scanned for the file.", $"{firm.Place.City}, {firm.Place.Region}"]),
                null
            );
    }

    private static void Add(Company it, string name, string kind, string type, byte[] bytes, string? text) =>
        it.Bed.Insert(
            Document.Kind,
            it.Bed.NewId(Document.Kind, it.Opened),
            [
                ("name", name),
                ("kind", kind),
                ("media_type", type),
                ("size", (long)bytes.Length),
                ("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes))),
                ("text", text),
                ("bytes", bytes),
                ("provenance", "person"),
                .. Seedbed.Clocks(it.Opened),
            ]
        );
}
