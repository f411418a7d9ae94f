using System.Globalization;
using System.Text;

namespace Headgate.Tests.Features.Imports;

/// <summary>A folder like that of a hardware seller's CRM export, small and always the same, with the same defects.</summary>
internal static class MavenFolder
{
    private static readonly string[] Products = ["GTX Basic", "GTXPro", "MG Special", "MG Advanced", "GTX Plus Pro"];

    /// <summary>Writes it.</summary>
    public static string Write(int deals = 400)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-maven-").FullName;
        void Put(string name, string header, IEnumerable<string> rows) =>
            File.WriteAllText(Path.Combine(folder, name), header + "\n" + string.Join('\n', rows) + "\n", new UTF8Encoding(true));
        Put(
            "products.csv",
            "product,series,sales_price",
            ["GTX Basic,GTX,550", "GTX Pro,GTX,4821", "MG Special,MG,55", "MG Advanced,MG,3393", "GTX Plus Pro,GTX,5482"]
        );
        Put(
            "sales_teams.csv",
            "sales_agent,manager,regional_office",
            Enumerable.Range(0, 7).Select(i => $"Agent {i},Manager {i % 3},{(i % 3 == 0 ? "Central" : "West")}")
        );
        Put(
            "accounts.csv",
            "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    $"Account {i},{(i % 4 == 0 ? "technolgy" : "retail")},{1980 + i},{100 + i}.04,{i * 10},Kenya,{(i % 5 == 0 ? $"Account {i + 1}" : "")}"
                )
        );
        Put(
            "sales_pipeline.csv",
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
            Enumerable.Range(0, deals).Select(Deal)
        );
        return folder;
    }

    private static string Deal(int i)
    {
        var stage = (i % 9) switch
        {
            < 4 => "Won",
            < 6 => "Lost",
            < 8 => "Engaging",
            _ => "Prospecting",
        };
        var engaged = new DateOnly(2016, 10, 20).AddDays(i % 300);
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var closed = stage is "Won" or "Lost";
        return string.Join(
            ',',
            $"OPP{i:D5}",
            $"Agent {i % 7}",
            Products[i % 5],
            i % 6 == 0 ? "" : $"Account {i % 20}",
            stage,
            stage == "Prospecting" ? "" : Day(engaged),
            closed ? Day(engaged.AddDays(60 + i % 50)) : "",
            stage == "Won" ? (500 + i * 7).ToString(CultureInfo.InvariantCulture)
                : stage == "Lost" ? "0"
                : ""
        );
    }
}
