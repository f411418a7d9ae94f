using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>
/// A piece of a JSON Schema (2020-12) of ours: it can check a value and write itself. Only what our own inputs and outputs need; nothing here reads
/// somebody else's schema.
/// </summary>
public abstract class Node
{
    /// <summary>What a client reads about it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether <c>null</c> is allowed besides.</summary>
    public bool Nullable { get; init; }

    /// <summary>What is expected, in words, for a refusal.</summary>
    public abstract string Expected { get; }

    /// <summary>Checks a value.</summary>
    /// <returns>The refusal that names <paramref name="path"/>, or nothing when the value fits.</returns>
    public Refusal? Check(in JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Null && Nullable ? null : CheckValue(value, path);

    /// <summary>Writes the schema as one JSON object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="brief">Leaves out lengths and ranges, which a refusal tells when they matter: for lists that a model pays for by the byte.</param>
    public void Write(Utf8JsonWriter json, bool brief)
    {
        json.WriteStartObject();
        WriteKeywords(json, brief);
        if (Description is not null)
            json.WriteString("description", Description);
        json.WriteEndObject();
    }

    /// <inheritdoc cref="Check"/>
    protected abstract Refusal? CheckValue(in JsonElement value, string path);

    /// <summary>Writes the keywords of this kind of node.</summary>
    protected abstract void WriteKeywords(Utf8JsonWriter json, bool brief);

    /// <summary>
    /// Writes <c>type</c>, with <c>null</c> beside it when that is allowed. A brief schema leaves the null out: several clients cannot read a list of types,
    /// and the description says where null clears.
    /// </summary>
    protected void WriteType(Utf8JsonWriter json, string type, bool brief)
    {
        if (!Nullable || brief)
        {
            json.WriteString("type", type);
            return;
        }
        json.WriteStartArray("type");
        json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    /// <summary>A refusal that shows what came.</summary>
    protected Refusal Wrong(in JsonElement value, string path) => Refusal.Input(path, Expected, Came(value));

    /// <summary>What came, in words, short and without anything invisible.</summary>
    public static string Came(in JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => TextNode.TryRead(value, out var text) ? Text.Shown(text) : "text that is not valid Unicode",
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => $"a list of {value.GetArrayLength()}",
            JsonValueKind.Undefined => "nothing",
            _ => value.GetRawText() is { Length: > 40 } raw ? raw[..40] + "…" : value.GetRawText(),
        };
}
