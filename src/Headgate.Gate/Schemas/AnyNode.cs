using System.Text.Json;

namespace Headgate.Gate.Schemas;

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
