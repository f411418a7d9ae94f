using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>A named part of an object.</summary>
public sealed record Property(string Name, Node Node, bool Required);

/// <summary>An object with known properties only.</summary>
public sealed class ObjectNode(IReadOnlyList<Property> properties) : Node
{
    // One bit each remembers which were given; no schema of ours comes near.
    private const int MaxProperties = 64;

    private readonly Dictionary<string, int> _places =
        properties.Count <= MaxProperties
            ? properties.Index().ToDictionary(p => p.Item.Name, p => p.Index, StringComparer.Ordinal)
            : throw new ArgumentException($"An object has at most {MaxProperties} properties.", nameof(properties));

    /// <summary>The properties, in the order in which they are told.</summary>
    public IReadOnlyList<Property> Properties => properties;

    /// <inheritdoc/>
    public override string Expected => "an object";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Wrong(value, path.Length == 0 ? "arguments" : path);
        ulong seen = 0;
        foreach (var given in value.EnumerateObject())
        {
            if (!TryName(given, out var name) || !_places.TryGetValue(name, out var place))
                return Unknown(path, name);
            var bit = 1UL << place;
            if ((seen & bit) != 0)
                return Refusal.Input(Join(path, name), "one value", "the same field twice");
            seen |= bit;
            if (properties[place].Node.Check(given.Value, Join(path, name)) is { } wrong)
                return wrong;
        }
        for (var i = 0; i < properties.Count; i++)
            if (properties[i].Required && (seen & (1UL << i)) == 0)
                return Refusal.Input(Join(path, properties[i].Name), properties[i].Node.Expected, "nothing");
        return null;
    }

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief)
    {
        WriteType(json, "object", brief);
        if (properties.Count > 0)
        {
            json.WriteStartObject("properties");
            foreach (var property in properties)
            {
                json.WritePropertyName(property.Name);
                property.Node.Write(json, brief);
            }
            json.WriteEndObject();
        }
        if (properties.Any(p => p.Required))
        {
            json.WriteStartArray("required");
            foreach (var property in properties.Where(p => p.Required))
                json.WriteStringValue(property.Name);
            json.WriteEndArray();
        }
        json.WriteBoolean("additionalProperties", false);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Reads a name, which may hold escapes that are no Unicode.</summary>
    internal static bool TryName(JsonProperty given, out string name)
    {
        try
        {
            name = given.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "a name that is not valid Unicode";
            return false;
        }
    }

    private Refusal Unknown(string path, string name)
    {
        var near = Text.Nearest(name, _places.Keys);
        var shown = Text.Shown(name);
        if (properties.Count == 0)
            return new(
                "schema.unknown_field",
                $"{(path.Length == 0 ? "The call" : path)} has no field {shown}; it takes none.",
                "Leave it out."
            )
            {
                Field = Join(path, shown.Trim('\'')),
                Expected = "no fields",
                Came = shown,
            };
        var known = string.Join(", ", properties.Select(p => p.Name));
        return new(
            "schema.unknown_field",
            $"{(path.Length == 0 ? "The call" : path)} has no field {shown}.",
            near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? Known fields: {known}." : $"Use only these fields: {known}."
        )
        {
            Field = Join(path, shown.Trim('\'')),
            Expected = "one of " + known,
            Came = shown,
            Candidates = near.Count > 0 ? near : null,
        };
    }
}
