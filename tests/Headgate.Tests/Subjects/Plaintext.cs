using System.Text;
using Headgate.Store;
using Headgate.Tests.Approvals;

namespace Headgate.Tests.Subjects;

/// <summary>Whatever can be read without a key: every file of the data folder, and every value of every table.</summary>
internal static class Plaintext
{
    /// <summary>The places where one of the words stands.</summary>
    public static async Task<IReadOnlyList<string>> Find(Office office, IReadOnlyList<string> words)
    {
        List<string> found = [];
        foreach (
            var file in Directory
                .EnumerateFiles(office.Folder, "*", SearchOption.AllDirectories)
                .Where(f => Path.GetExtension(f) is not (".sock" or ".lock"))
        )
            found.AddRange(In(Path.GetFileName(file), ReadShared(file), words));
        await using var view = await office
            .Site.WorldOf(Headgate.Gate.Realm.Production)
            .Database.Read(Database.Everyone, CancellationToken.None);
        var names = await view.Session.Query<string>(
            view.Session.Dialect == Dialect.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        );
        foreach (var table in names)
        foreach (var row in await view.Session.Query<object>($"SELECT * FROM \"{table}\""))
        foreach (var (column, value) in (IDictionary<string, object?>)row)
            if ((value as byte[] ?? Encoding.UTF8.GetBytes(value?.ToString() ?? "")) is { Length: > 0 } bytes)
                found.AddRange(In($"{table}.{column}", bytes, words));
        return [.. found.Distinct()];
    }

    // Letters of ASCII in either case, as a search of a disk would.
    private static IEnumerable<string> In(string where, byte[] bytes, IReadOnlyList<string> words)
    {
        var text = Encoding.Latin1.GetString(bytes);
        foreach (var word in words.SelectMany(w => (string[])[w, System.Text.Json.JsonEncodedText.Encode(w).Value]).Distinct())
        {
            var given = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(word));
            if (text.Contains(given, StringComparison.OrdinalIgnoreCase))
                yield return $"{where}: {word}";
        }
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
