using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>A flat object whose keys the organisation defines: custom fields. Values are text, numbers, flags or null; the action knows the keys.</summary>
public sealed class CustomNode : Node
{
    private static readonly TextNode Value = new() { Max = 2000 };

    /// <inheritdoc/>
    public override string Expected => "an object of at most 50 custom fields with text, number, true, false or null values";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Wrong(value, path);
        var count = 0;
        foreach (var field in value.EnumerateObject())
        {
            if (++count > 50)
                return Wrong(value, path);
            var wrong = field.Value.ValueKind switch
            {
                JsonValueKind.String => Value.Check(field.Value, $"{path}.{field.Name}"),
                JsonValueKind.Number => field.Value.TryGetDecimal(out _) ? null : Wrong(field.Value, path),
                JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => null,
                _ => Refusal.Input($"{path}.{field.Name}", "text, a number, true, false or null", Came(field.Value)),
            };
            if (wrong is not null)
                return wrong;
        }
        return null;
    }

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief) => WriteType(json, "object");
}
