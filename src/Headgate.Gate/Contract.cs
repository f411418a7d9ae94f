using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Headgate.Gate.Schemas;

namespace Headgate.Gate;

/// <summary>
/// How answers become JSON for one audience: snake_case, nothing for null, and every value as far as its class lets it travel. The only contract there is, so
/// that no door and no action can show more.
/// </summary>
internal sealed class Contract(Audience audience, bool isKept, bool masksConfidential)
{
    // For text that has a class of its own: what is in it may be seen, but what is regulated.
    private readonly CleanText _said = new(details: false);

    /// <summary>The options that write so.</summary>
    public JsonSerializerOptions Options()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // The bytes go to JSON parsers and pages that encode for themselves; names of people stay readable and short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Classify } },
        };
        if (audience != Audience.Person)
        {
            options.Converters.Add(new CleanText(audience == Audience.Handles));
            options.Converters.Add(new CleanJson(audience == Audience.Handles));
        }
        return options;
    }

    private void Classify(JsonTypeInfo info)
    {
        var ids = info
            .Properties.Where(p => p.AttributeProvider is PropertyInfo && p.Get is not null)
            .ToDictionary(p => ((PropertyInfo)p.AttributeProvider!).Name, p => p.Get!, StringComparer.Ordinal);
        List<(string Name, Func<object, object?> Get)> hidden = [];
        foreach (var property in info.Properties)
        {
            var (attributes, get) = (property.AttributeProvider, property.Get);
            if (attributes is null || get is null)
                continue;
            if (isKept && attributes.IsDefined(typeof(ShownOnceAttribute), inherit: true))
                property.ShouldSerialize = (_, _) => false;
            var said = attributes.GetCustomAttributes(typeof(ClassAttribute), inherit: true).OfType<ClassAttribute>().FirstOrDefault();
            if (said is null)
                continue;
            if (said.Class == DataClass.Regulated)
                Mask(property, get, Rendering.Mask);
            else if (said.Class == DataClass.Confidential && masksConfidential)
                Mask(property, get, Masking.Mask);
            else if (said.Class == DataClass.Confidential && audience == Audience.Handles && !said.Prose)
                Hide(property, get, said, ids, hidden);
            else if (said.Bytes)
                property.CustomConverter = JsonMetadataServices.StringConverter;
            else if (property.PropertyType == typeof(string) && audience != Audience.Person)
                property.CustomConverter = _said;
        }
        if (hidden.Count > 0)
            info.Properties.Add(Names(info, hidden));
    }

    private static void Mask(JsonPropertyInfo property, Func<object, object?> get, string mask)
    {
        if (property.PropertyType == typeof(string))
            property.Get = it => get(it) is null ? null : mask;
        else
            property.ShouldSerialize = (_, _) => false;
    }

    private void Hide(
        JsonPropertyInfo property,
        Func<object, object?> get,
        ClassAttribute said,
        Dictionary<string, Func<object, object?>> ids,
        List<(string, Func<object, object?>)> hidden
    )
    {
        if (property.PropertyType != typeof(string))
        {
            property.ShouldSerialize = (_, _) => false;
            hidden.Add((property.Name, get));
        }
        else if (said.Handle is { } handle)
        {
            var id = ids[said.Of];
            property.CustomConverter = _said;
            property.Get = it => get(it) is null ? null : Handle.Of(handle, id(it) as string);
        }
        else
            property.Get = it => get(it) is null ? null : Rendering.Withheld;
    }

    // Nothing there, and something that is not shown, are two things to whoever decides by it.
    private static JsonPropertyInfo Names(JsonTypeInfo info, List<(string Name, Func<object, object?> Get)> hidden)
    {
        var names = info.CreateJsonPropertyInfo(typeof(IReadOnlyList<string>), Rendering.Hidden);
        names.Get = it => hidden.Where(h => h.Get(it) is not null).Select(h => h.Name).ToList() is { Count: > 0 } some ? some : null;
        names.ShouldSerialize = (_, value) => value is not null;
        return names;
    }
}
