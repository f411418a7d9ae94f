using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Seals the arguments that are secrets before a call is made of them: what the gate judges, the audit records and the store keeps is the seal. The same secret
/// has the same seal in one organisation, so that a call that comes again is known again.
/// </summary>
internal sealed class Secrets(Catalogue catalogue, Sealer sealer)
{
    private readonly FrozenDictionary<ActionSpec, string[]> _fields = catalogue
        .All.Select(a => (a, a.Takes.Properties.Where(p => p.Node is TextNode { IsSecret: true }).Select(p => p.Name).ToArray()))
        .Where(a => a.Item2.Length > 0)
        .ToFrozenDictionary(a => a.a, a => a.Item2);

    /// <summary>The arguments with their secrets sealed.</summary>
    public JsonElement Seal(string tenant, string action, JsonElement arguments)
    {
        if (
            arguments.ValueKind != JsonValueKind.Object
            || catalogue.Find(action) is not { } spec
            || !_fields.TryGetValue(spec, out var fields)
        )
            return arguments;
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            foreach (var given in arguments.EnumerateObject())
            {
                var name = NameOf(given);
                writer.WritePropertyName(name);
                if (
                    fields.Contains(name)
                    && given.Value.ValueKind == JsonValueKind.String
                    && TextNode.TryRead(given.Value, out var secret)
                    && secret.Length > 0
                )
                    writer.WriteStringValue(sealer.SealAgain(secret, For(tenant)));
                else
                    // As it came: what is malformed in it is the schema's to refuse.
                    writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(given.Value), skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    // Half of a surrogate pair is no name of ours; what stands for it is refused as one that no action takes.
    private static string NameOf(JsonProperty given)
    {
        try
        {
            return given.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The secret of a seal; nothing when it is damaged or another organisation's.</summary>
    public string? Open(string tenant, string kept) => sealer.OpenCursor(kept, For(tenant));

    private static string For(string tenant) => $"secret|{tenant}";
}
