namespace Headgate.Tests.Commands;

/// <summary>An import whose process is killed, several times, and begun again each time.</summary>
public sealed class KilledImportTests
{
    private const int Rows = 12_000;

    [Fact]
    public async Task What_was_killed_goes_on_and_ends_as_if_nothing_had_happened()
    {
        await using CommandProgram office = new();
        await office.Init();
        var file = Path.Combine(office.Folder, "contacts.csv");
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(1, Rows)
                .Select(i => $"{i},First{i},Last{i},p{i}@people.example")
                .Prepend("Record ID,First Name,Last Name,Email")
        );
        var killed = 0;
        for (var round = 0; round < 3; round++)
        {
            using var process = office.Start("import", file, "--data", office.Folder, "--json");
            // Somewhere in the middle: when the write-ahead log has grown by some chunks.
            if (await HasGrown(process, Path.Combine(office.Folder, "headgate.db-wal"), (round + 1) * 600_000))
                killed++;
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.True(killed > 0, "The import was over before it was killed.");
        var last = await office.Json("import", file, "--data", office.Folder, "--json");
        Assert.Equal(0, last.GetProperty("refused").GetInt32());
        var again = await office.Json("import", file, "--data", office.Folder, "--json");
        Assert.Equal(0, again.GetProperty("created").GetInt32());
        var exported = Path.Combine(office.Folder, "out");
        await office.Json("export", "--out", exported, "--data", office.Folder, "--json");
        var names = Directory
            .EnumerateFiles(exported, "contacts*.csv")
            .SelectMany(File.ReadLines)
            .Where(l => l.Contains("@people.example", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(Rows, names.Count);
        Assert.Equal(Rows, names.Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<bool> HasGrown(System.Diagnostics.Process process, string log, long bytes)
    {
        while (!process.HasExited)
        {
            if (File.Exists(log) && new FileInfo(log).Length > bytes)
                return true;
            await Task.Delay(5);
        }
        return false;
    }
}
