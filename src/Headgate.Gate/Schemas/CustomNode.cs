using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>A flat object whose keys the organisation defines: custom fields. Values are text, numbers, flags or null; the action knows the keys.</summary>
public sealed class CustomNode : Node
{
    private const int MaxFields = 50;
    private const int MaxKey = 100;
    private static readonly TextNode Value = new() { Max = 2000 };

    /// <inheritdoc/>
    public override string Expected => $"an object of at most {MaxFields} custom fields with text, number, true, false or null values";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Wrong(value, path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
        {
            if (!ObjectNode.TryName(field, out var name) || name.Length is 0 or > MaxKey || name.Any(char.IsControl))
                return Refusal.Input(path, $"keys of 1 to {MaxKey} characters", Text.Shown(name));
            var at = $"{path}.{name}";
            if (!seen.Add(name))
                return Refusal.Input(at, "one value", "the same field twice");
            if (seen.Count > MaxFields)
                return Refusal.Input(path, Expected, $"more than {MaxFields}");
            if (CheckField(field.Value, at) is { } wrong)
                return wrong;
        }
        return null;
    }

    private static Refusal? CheckField(in JsonElement value, string at) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Value.Check(value, at),
            JsonValueKind.Number when value.TryGetDecimal(out _) => null,
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => null,
            _ => Refusal.Input(at, "text, a number, true, false or null", Came(value)),
        };

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief) => WriteType(json, "object");
}
