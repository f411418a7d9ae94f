using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Policies;

/// <summary>A policy in plain words with a few blanks to fill in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Says">What it does, for whoever looks after the rules.</param>
/// <param name="Blanks">What is filled in: name, what it is, and the usual value; without one, or with an empty text, it must be given.</param>
/// <param name="Make">The rule of given values, as CEL literals.</param>
public sealed record PolicyTemplate(
    string Name,
    string Says,
    IReadOnlyList<(string Name, string Says, object? Usual)> Blanks,
    Func<Func<string, string>, PolicyRule> Make
)
{
    /// <summary>The rule with its blanks filled in.</summary>
    /// <returns>The rule, or the blank that is missing or no value of its kind.</returns>
    public (PolicyRule? Rule, string? Wrong) Fill(string name, IReadOnlyDictionary<string, JsonElement> given)
    {
        if (given.Keys.FirstOrDefault(k => !Blanks.Any(b => b.Name == k)) is { } strange)
            return (null, strange);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (blank, _, usual) in Blanks)
        {
            var value = given.TryGetValue(blank, out var said) ? said : JsonSerializer.SerializeToElement(usual);
            var isText = usual is string;
            if (value.ValueKind != (isText ? JsonValueKind.String : JsonValueKind.Number))
                return (null, blank);
            if (isText && value.ValueEquals(""))
                return (null, blank);
            // A JSON text is a text of the language too.
            values[blank] = value.GetRawText();
        }
        return (Make(b => values[b]) with { Name = name }, null);
    }
}
