using System.Text.Json;
using Headgate.Cel;

namespace Headgate.Policies;

/// <summary>
/// A call as a policy sees it and whether the policy applies. What is not given is empty; a function's answer is given once for all its arguments, under
/// <c>facts</c>: <c>{"history.count": 0}</c>.
/// </summary>
public sealed record PolicyExample
{
    private static readonly string[] Parts = ["call", "plan", "result", "records", "facts"];

    /// <summary>Whether the policy applies to it.</summary>
    public required bool Applies { get; init; }

    /// <summary>The variables.</summary>
    public required JsonElement Given { get; init; }

    /// <summary>Reads one as a caller wrote it: the variables with <c>applies</c> beside them.</summary>
    /// <returns>The example, or why it is none.</returns>
    public static (PolicyExample? Example, string? Wrong) Read(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
            return (null, "an object");
        if (!given.TryGetProperty("applies", out var applies) || applies.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return (null, "applies: true or false");
        foreach (var part in given.EnumerateObject())
            if (part.Name != "applies" && !Parts.Contains(part.Name))
                return (null, $"only applies, {string.Join(", ", Parts)}");
        var variables = given
            .EnumerateObject()
            .Where(p => p.Name != "applies")
            .ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        return (new() { Applies = applies.ValueKind == JsonValueKind.True, Given = JsonSerializer.SerializeToElement(variables) }, null);
    }

    /// <summary>Why the rule does not say what the example says; nothing when it does.</summary>
    public string? Fault(Rule rule)
    {
        var told = rule.Evaluate(Sight.OfExample(Given).Activation());
        if (told.Error is { } error)
            return $"the rule gives no answer: {error.Why}";
        if (!told.IsTrue && !told.IsFalse)
            return $"the rule gives no answer without {string.Join(", ", told.Unknown)}";
        return told.IsTrue == Applies ? null
            : Applies ? "the rule does not apply to it"
            : "the rule applies to it";
    }
}
