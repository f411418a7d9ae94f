using System.Text;

namespace Headgate.Bench.Imports;

/// <summary>A contacts export of any size, always the same: what an import's speed is measured with.</summary>
internal static class ContactsCsv
{
    private static readonly string[] First = ["Ann", "Bo", "Carla", "Dmitri", "Eve", "Farid", "Grete", "Hugo", "Ines", "Jan"];
    private static readonly string[] Last = ["Stone", "Iverson", "Okafor", "Petrov", "Lindqvist", "Moreau", "Tanaka", "Schmidt", "Rossi"];

    /// <summary>Writes it.</summary>
    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        file.Write("Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Create Date\n");
        for (var i = 0; i < rows; i++)
            file.Write(
                $"{i},{First[i % 10]},{Last[i % 9]}{i % 1000},p{i}@company{i % 50000}.example,+1555{i % 10_000_000:D7},Buyer,Company {i % 50000},2024-0{1 + i % 9}-1{i % 10} 09:30\n"
            );
    }
}
