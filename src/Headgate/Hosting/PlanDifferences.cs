using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Hosting;

/// <summary>What differs between a plan as it was recorded and one as a dry run shows it: kinds, fields and recipients by name, never their values.</summary>
internal static class PlanDifferences
{
    /// <summary>The differences, in words.</summary>
    public static IEnumerable<string> Of(JsonElement recorded, JsonElement planned)
    {
        var then = recorded.GetProperty("changes").EnumerateArray().ToList();
        var now = planned.GetProperty("changes").EnumerateArray().ToList();
        if (then.Count != now.Count)
            yield return $"{now.Count} changes instead of {then.Count}";
        foreach (var (a, b) in then.Zip(now))
        {
            var (what, other) = ($"{a.GetProperty("verb")} {a.GetProperty("kind")}", $"{b.GetProperty("verb")} {b.GetProperty("kind")}");
            if (what != other)
            {
                yield return $"{other} instead of {what}";
                continue;
            }
            var fields = a.GetProperty("fields")
                .EnumerateArray()
                .ToDictionary(f => f.GetProperty("name").GetString()!, StringComparer.Ordinal);
            foreach (var field in b.GetProperty("fields").EnumerateArray())
            {
                var name = field.GetProperty("field").GetString()!;
                if (!fields.TryGetValue(name, out var was))
                    yield return $"{what}: {name} besides";
                else if (!IsSame(was, field, "from"))
                    yield return $"{what}: {name} was something else before";
                else if (!IsSame(was, field, "to"))
                    yield return $"{what}: {name} becomes something else";
            }
        }
        var (sent, sends) = (
            recorded.GetProperty("messages").EnumerateArray().ToList(),
            planned.GetProperty("messages").EnumerateArray().ToList()
        );
        if (sent.Count != sends.Count)
            yield return $"{sends.Count} messages instead of {sent.Count}";
        foreach (var (a, b) in sent.Zip(sends))
        foreach (var part in (string[])["channel", "contact", "to", "subject", "body"])
            if (Said(a, part) != Said(b, part))
                yield return $"message: another {part}";
    }

    private static bool IsSame(JsonElement was, JsonElement field, string end)
    {
        var (then, now) = (Said(was, end), Said(field, end));
        // Ids are minted anew; documents and custom fields are shown in another form than they are kept in.
        return then == now
            || then.StartsWith("sha256:", StringComparison.Ordinal)
            || then.StartsWith('{')
            || then.Split('_') is [{ Length: 3 } prefix, { Length: Ids.Length }] && now.StartsWith(prefix + "_", StringComparison.Ordinal);
    }

    private static string Said(JsonElement it, string name) =>
        it.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";
}
