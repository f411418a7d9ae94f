using System.Text;
using Headgate.Gate;

namespace Headgate.Store.Erasing;

/// <summary>By what a person is recognised in texts: addresses, numbers, the whole name and the ids of their records. A lone first name is nobody's.</summary>
public sealed class Traces(IEnumerable<string> texts)
{
    // Shorter ones would be found in words that have nothing to do with anybody.
    private const int Shortest = 5;

    private readonly string[] _texts = [.. texts.Where(t => t.Length >= Shortest).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The domains of the addresses: some people have one of their own.</summary>
    public IEnumerable<string> Domains => _texts.Where(t => t.Contains('@')).Select(EmailForm.DomainOf).Distinct(StringComparer.Ordinal);

    /// <summary>Of the records as they are before they go.</summary>
    internal static async ValueTask<Traces> Of(Session session, string tenant, Erasure erasure)
    {
        List<string> texts = [.. erasure.Subjects];
        foreach (var subject in erasure.Subjects)
        foreach (
            var row in await session.Query<object>(
                $"SELECT name, email, phone, linkedin FROM {erasure.Kind.Table} WHERE tenant = @tenant AND id = @id",
                ("tenant", tenant),
                ("id", subject)
            )
        )
            texts.AddRange(Told((IDictionary<string, object?>)row));
        return new(texts);
    }

    /// <summary>What tells of a person among the fields of a record.</summary>
    public static IEnumerable<string> Told(IEnumerable<KeyValuePair<string, object?>> row) =>
        row.Where(f => f.Key is "name" or "email" or "phone" or "linkedin")
            .Select(f => (f.Value as string ?? "").Trim())
            // One word alone names too many.
            .Where(t => t.Contains('@') || t.Contains(' ') || t.Any(char.IsDigit) || t.Contains('/'));

    /// <summary>Whether a text tells of the person.</summary>
    public bool In(string? text) => text is not null && _texts.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether bytes of UTF-8 do; JSON may have escaped what is beyond ASCII.</summary>
    public bool In(byte[] utf8) =>
        In(Encoding.UTF8.GetString(utf8))
        || _texts.Any(t => !Ascii.IsValid(t) && In(System.Text.RegularExpressions.Regex.Unescape(Safe(utf8))));

    /// <summary>The text without them.</summary>
    public string Without(string text) =>
        _texts.Aggregate(text, (now, t) => now.Replace(t, "(erased)", StringComparison.OrdinalIgnoreCase));

    // Only \uXXXX is to be read back: everything else that looks like an escape is made plain first.
    private static string Safe(byte[] utf8) => Encoding.UTF8.GetString(utf8).Replace("\\", "\\\\").Replace("\\\\u", "\\u");
}
