using System.Reflection;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Tests.Taint;

/// <summary>Every text that an answer can show is accounted for: its record can be marked untrusted, or a row here says why it need not.</summary>
public sealed class MarksTests
{
    // Words of ours: ids, instants, names of lists that only people with the right change.
    private static readonly string[] Closed =
    [
        "id",
        "version",
        "status",
        "kind",
        "currency",
        "lifecycle",
        "stage",
        "channel",
        "direction",
        "priority",
        "time_zone",
        "media_type",
        "sha256",
        "next_cursor",
        "cursor",
        "code",
        "email",
        "phone",
        "domain",
        "role",
        "country",
        "state",
    ];

    [Fact]
    public void No_text_of_an_answer_is_forgotten()
    {
        var open = Actions
            .Catalogue()
            .All.Where(a => a.Offered != Offered.People)
            .SelectMany(a => Texts(a.OutputType, []).Select(t => $"{t.Type}.{t.Name}"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Where(t => !Exempt.ContainsKey(t) && !Exempt.ContainsKey(t[..t.IndexOf('.', StringComparison.Ordinal)]));
        Assert.Equal([], open);
    }

    [Fact]
    public void A_narrowed_list_keeps_its_marks()
    {
        var page = new Page<Marked>([new() { Id = "x", Body = "b", Untrusted = true }]);
        Assert.True(Narrow.To(page, ["body"]).Items[0].Untrusted);
    }

    private sealed record Marked
    {
        public required string Id { get; init; }
        public string? Body { get; init; }
        public bool? Untrusted { get; init; }
    }

    // Written by people with a right to administer, by a guard, or by the caller in this very call.
    private static readonly IReadOnlyDictionary<string, string> Exempt = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["x"] = "x",
    };

    private static IEnumerable<(string Type, string Name)> Texts(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType || type.IsArray)
        {
            foreach (var part in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
            foreach (var text in Texts(part, seen))
                yield return text;
            if (type.GetGenericTypeDefinition().Namespace != typeof(Page<>).Namespace)
                yield break;
        }
        if (type.Namespace?.StartsWith("Headgate", StringComparison.Ordinal) != true || type.IsEnum || !seen.Add(type))
            yield break;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var isMarked = properties.Any(p => p.Name == "Untrusted");
        foreach (var property in properties)
        {
            if (!isMarked && IsText(property.PropertyType) && !IsClosed(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)))
                yield return (Name(type), property.Name);
            foreach (var text in Texts(property.PropertyType, seen))
                yield return text;
        }
    }

    private static string Name(Type type) => type.DeclaringType is { } around ? $"{around.Namespace!.Split('.')[^1]}/{around.Name}/{type.Name}" : type.Name;

    private static bool IsClosed(string name) =>
        Closed.Contains(name)
        || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_at", StringComparison.Ordinal)
        || name.EndsWith("_date", StringComparison.Ordinal)
        || name == "at";

    private static bool IsText(Type type) =>
        type == typeof(string)
        || type == typeof(JsonElement)
        || type == typeof(JsonElement?)
        || (type.IsArray && IsText(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsText));
}
