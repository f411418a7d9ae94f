using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store.Erasing;

/// <summary>By what a person is recognised in texts: addresses, numbers, the whole name and the ids of their records. A lone first name is nobody's.</summary>
public sealed class Traces(IEnumerable<string> texts)
{
    // Shorter ones would be found in words that have nothing to do with anybody.
    private const int Shortest = 5;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    /// <summary>Whether JSON in UTF-8 does.</summary>
    public bool In(byte[] utf8) => In(Plain(Encoding.UTF8.GetString(utf8)));

    /// <summary>JSON with its letters as they are: some writers escape what is beyond ASCII. What is no JSON stays as it is.</summary>
    public static string Plain(string text)
    {
        if (!text.Contains("\\u", StringComparison.Ordinal))
            return text;
        try
        {
            return JsonSerializer.Serialize(JsonElement.Parse(text), Readable);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>The text without them.</summary>
    public string Without(string text) =>
        _texts.Aggregate(text, (now, t) => now.Replace(t, "(erased)", StringComparison.OrdinalIgnoreCase));
}
