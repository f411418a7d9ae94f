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
