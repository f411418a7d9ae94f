using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>Yes or no.</summary>
public sealed class FlagNode : Node
{
    /// <inheritdoc/>
    public override string Expected => "true or false";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Wrong(value, path);

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief) => WriteType(json, "boolean");
}

/// <summary>A list of bounded length.</summary>
public sealed class ListNode(Node item) : Node
{
    /// <summary>Least number of items.</summary>
    public int Min { get; init; }

    /// <summary>Greatest number of items.</summary>
    public int Max { get; init; } = 100;

    /// <summary>What each item is.</summary>
    public Node Item => item;

    /// <inheritdoc/>
    public override string Expected => $"a list of {Min} to {Max} items, each {item.Expected}";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return Wrong(value, path);
        var length = value.GetArrayLength();
        if (length < Min || length > Max)
            return Refusal.Input(path, $"{Min} to {Max} items", $"{length} items");
        var i = 0;
        foreach (var each in value.EnumerateArray())
            if (item.Check(each, $"{path}[{i++}]") is { } wrong)
                return wrong;
        return null;
    }

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief)
    {
        WriteType(json, "array");
        json.WritePropertyName("items");
        item.Write(json, brief);
        if (brief)
            return;
        if (Min > 0)
            json.WriteNumber("minItems", Min);
        json.WriteNumber("maxItems", Max);
    }
}

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

/// <summary>Anything at all: only in outputs that carry another thing's JSON, such as the body of an audit event.</summary>
public sealed class AnyNode : Node
{
    /// <inheritdoc/>
    public override string Expected => "any value";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path) => null;

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief) { }
}
