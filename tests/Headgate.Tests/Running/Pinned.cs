namespace Headgate.Tests.Running;

/// <summary>Files that tests compare with what the code says now, or write when asked to by <c>GOLDEN=write</c>.</summary>
internal sealed class Pinned(string command)
{
    private readonly List<string> _stale = [];

    private static bool Writes => Environment.GetEnvironmentVariable("GOLDEN") == "write";

    /// <summary>Compares a file, or writes it.</summary>
    public void Check(string text, params string[] path)
    {
        var file = Repository.At(path);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        else if (!File.Exists(file))
            _stale.Add($"{string.Join('/', path)} is missing");
        else if (File.ReadAllText(file) is var pinned && pinned != text)
            _stale.Add($"{string.Join('/', path)} {FirstDifference(pinned, text)}");
    }

    /// <summary>Nothing else may lie in a folder.</summary>
    public void Only(IEnumerable<string> names, params string[] path)
    {
        var folder = Repository.At(path);
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !names.Contains(Path.GetFileName(f))).ToList())
        {
            if (Writes)
                File.Delete(file);
            else
                _stale.Add($"{Path.GetFileName(file)} belongs to nothing");
        }
    }

    /// <summary>Says what is stale, and how to write it anew.</summary>
    public void Judge() =>
        Assert.True(
            _stale.Count == 0,
            $"Look at each difference; if it is meant, write the files anew with: {command}\n{string.Join('\n', _stale)}"
        );

    private static string FirstDifference(string pinned, string text)
    {
        var (was, now) = (pinned.Split('\n'), text.Split('\n'));
        for (var line = 0; ; line++)
            if (line >= was.Length || line >= now.Length || was[line] != now[line])
                return $"differs in line {line + 1}: {was.ElementAtOrDefault(line)?.Trim()} → {now.ElementAtOrDefault(line)?.Trim()}";
    }
}
