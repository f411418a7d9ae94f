using System.Text.Json;

namespace Headgate.Gate.Schemas;

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
