using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Headgate.Store;

namespace Headgate.Doors.Cli.Imports;

/// <summary>A CSV file with the mapping that fits it.</summary>
internal sealed record Sheet(string Path, string Kind, Shape Shape, SheetMap Map, IReadOnlyList<string> Headers)
{
    // A quote that is never closed would swallow the file.
    private const int MostOfARecord = 4 << 20;

    /// <summary>The file's name in reports.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The headers of a file.</summary>
    /// <exception cref="StoreException">It cannot be read as CSV.</exception>
    public static IReadOnlyList<string> HeadersOf(string path)
    {
        using var reader = Open(path, _ => { });
        try
        {
            return [.. reader.Headers];
        }
        catch (CsvFormatException wrong)
        {
            throw new StoreException($"{path} cannot be read as CSV: {wrong.Message}", wrong);
        }
    }

    /// <summary>Identifies content and mapping: the same twice is the same import.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Kind + "\n" + JsonSerializer.Serialize(Map, Shapes.Form) + "\n" + Shape.System + "\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(Shape.Pipelines, Shapes.Form));
        using var file = File.OpenRead(Path);
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0; )
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The rows below the header whose number is above <paramref name="after"/>.</summary>
    public IEnumerable<MappedRow> Rows(TimeZoneInfo zone, long after, bool keepTexts)
    {
        var malformed = new HashSet<long>();
        // The reader counts the header as a record.
        using var reader = Open(Path, number => malformed.Add(number - 1));
        var mapper = new RowMapper(Shape, Map, Headers, zone);
        while (Next(reader))
            if (reader.RowNumber > after)
                yield return mapper.Map(reader, malformed.Contains(reader.RowNumber), Headers.Count, keepTexts);
    }

    private bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException wrong)
        {
            throw new StoreException($"{Path} cannot be read as CSV after row {reader.RowNumber}: {wrong.Message}", wrong);
        }
    }

    private static CsvReader Open(string path, Action<long> onMalformed) =>
        CsvReader.FromFile(
            path,
            CsvReaderOptions.Default with
            {
                MaxRecordSize = MostOfARecord,
                OnMalformedRecord = wrong => onMalformed(wrong.RecordNumber),
            }
        );
}
