using System.Text;
using System.Text.Json;
using Headgate.Gate.Schemas;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>A node asked in short.</summary>
public static class NodeExtensions
{
    /// <summary>What a node says of a value at <c>it</c>: <c>passes</c>, or field, expected and came.</summary>
    public static string Says(this Node node, string json, string path = "it")
    {
        var refusal = node.Check(Gateway.Json(json), path);
        return refusal is null ? "passes" : $"{refusal.Field}: {refusal.Expected} <> {refusal.Came}";
    }

    /// <summary>The schema as text.</summary>
    public static string Written(this Node node, bool brief = false)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            node.Write(json, brief);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
