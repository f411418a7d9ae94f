using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>
/// Detectors on mail and tables that somebody else wrote: PII_DATA names the folder. Nobody has labelled them, so what is found is shown, to be read.
/// </summary>
public sealed class DataTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_found_in_a_folder_is_shown()
    {
        var folder = Environment.GetEnvironmentVariable("PII_DATA");
        Assert.SkipWhen(folder is null, "PII_DATA names a folder of texts");
        var (texts, characters) = (0, 0L);
        Dictionary<Sort, int> by = [];
        foreach (var file in Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories))
        foreach (var line in File.ReadLines(file))
        {
            texts++;
            characters += line.Length;
            foreach (var found in Detector.Find(line))
            {
                by[found.Sort] = by.GetValueOrDefault(found.Sort) + 1;
                if (found.IsRegulated || found.Sort == Sort.Phone && by[found.Sort] <= 60)
                    output.WriteLine(
                        $"{found.Sort} '{line.Substring(found.From, found.Length)}' in {Path.GetFileName(file)}: {line[..Math.Min(line.Length, 110)]}"
                    );
            }
        }
        output.WriteLine(
            $"{texts} lines, {characters} characters: {string.Join(", ", by.OrderBy(b => b.Key).Select(b => $"{b.Key} {b.Value}"))}"
        );
        Assert.True(texts > 0);
    }
}
