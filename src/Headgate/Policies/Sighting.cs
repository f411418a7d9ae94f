using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Policies;

/// <summary>
/// Writes what policies see of a passage. The same bytes are judged now and kept for later, so that a trial of the rule on them says what was said then.
/// Regulated values are never among them. What is kept beside them, sealed and for no policy to see, is the call as it was given.
/// </summary>
public static class Sighting
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ConcurrentDictionary<ActionSpec, string[]> Classes = new();

    /// <summary>The bytes.</summary>
    public static byte[] Of(Passage passage)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            WriteCall(json, passage);
            WritePlan(json, passage.Decision!.Plan);
            json.WriteStartObject("result");
            json.WriteStartArray("classes");
            foreach (var one in Classes.GetOrAdd(passage.Action, a => [.. ClassesOf(a.OutputType, []).Distinct().Order()]))
                json.WriteStringValue(one);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The same with the facts that were read.</summary>
    public static byte[] With(byte[] seen, IReadOnlyDictionary<string, JsonElement> facts)
    {
        if (facts.Count == 0)
            return seen;
        var bytes = new ArrayBufferWriter<byte>(seen.Length + 512);
        bytes.Write(seen.AsSpan(0, seen.Length - 1));
        bytes.Write(",\"facts\":"u8);
        using (var json = new Utf8JsonWriter(bytes, Options))
            JsonSerializer.Serialize(json, facts);
        bytes.Write("}"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The same with the arguments as they were given, whose they were, the hash of the plan, and what facts of the guards have no room in the leaf.</summary>
    public static byte[] Kept(byte[] seen, Passage passage)
    {
        var bytes = new ArrayBufferWriter<byte>(seen.Length + 1024);
        bytes.Write(seen.AsSpan(0, seen.Length - 1));
        if (seen.Length > 2)
            bytes.Write(","u8);
        bytes.Write("\"kept\":"u8);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            WriteBy(json, passage.Call.By);
            json.WritePropertyName("given");
            passage.Call.Arguments.WriteTo(json);
            if (passage.Event is { HoldsFacts: false } recorded)
            {
                json.WritePropertyName("guards");
                json.WriteRawValue(recorded.Facts.Span, skipInputValidation: true);
            }
            if (passage.Decision is { Plan.IsEmpty: false } decision)
                json.WriteString("plan_sha256", decision.Plan.Hash);
            json.WriteString("tenant", passage.Call.By.Tenant);
            json.WriteEndObject();
        }
        bytes.Write("}"u8);
        return bytes.WrittenSpan.ToArray();
    }

    // What of the grant is neither in the leaf nor in the call.
    private static void WriteBy(Utf8JsonWriter json, Principal by)
    {
        json.WriteStartObject("by");
        json.WriteBoolean("contact_details", by.ContactDetails);
        json.WriteString("credential", by.Credential);
        if (by.Only is not null)
            WriteAll(json, "only", by.Only);
        json.WriteNumber("scopes", (int)by.Scopes);
        json.WriteNumber("sees", (int)by.Sees);
        if (by.Team.Count > 0)
            WriteAll(json, "team", by.Team);
        if (by.Toolsets.Count > 0)
            WriteAll(json, "toolsets", by.Toolsets);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words.Order(StringComparer.Ordinal))
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter json, Passage passage)
    {
        var (call, action) = (passage.Call, passage.Action);
        json.WriteStartObject("call");
        json.WriteString("action", action.Id);
        json.WriteString("tool", action.WireName);
        json.WriteString("effect", action.Effect.ToString().ToLowerInvariant());
        json.WriteString("door", call.Door.ToString().ToLowerInvariant());
        json.WriteString("at", call.At.UtcDateTime);
        json.WriteString("time_zone", call.By.TimeZone);
        json.WriteString("agent", call.By.Agent ?? "");
        json.WriteString("agent_name", call.By.AgentName ?? "");
        json.WriteString("person", call.By.Person);
        json.WriteString("role", call.By.Role.ToString().ToLowerInvariant());
        json.WriteString("run", call.Run ?? "");
        json.WriteString("toolset", action.Toolset);
        json.WriteBoolean("dry_run", passage.DryRun);
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject("plan");
        json.WriteStartArray("changes");
        foreach (var change in plan.Changes)
        {
            if (change.Verb == Verb.Touch)
                continue;
            json.WriteStartObject();
            json.WriteString("kind", change.Kind.Name);
            json.WriteString("verb", change.Verb.ToString().ToLowerInvariant());
            json.WriteString("id", change.Id);
            json.WriteStartArray("fields");
            foreach (var field in change.Fields)
                WriteField(json, change.Kind[field.Name], field);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("messages");
        foreach (var message in plan.Messages)
            WriteMessage(json, message, plan);
        json.WriteEndArray();
        json.WriteNumber("size", plan.Changes.Count(c => c.Verb != Verb.Touch) + plan.Messages.Count);
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, Field field, FieldChange change)
    {
        json.WriteStartObject();
        json.WriteString("name", change.Name);
        json.WritePropertyName("from");
        Write(json, field, change.From);
        json.WritePropertyName("to");
        Write(json, field, change.To);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Field field, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case not null when field.Class == DataClass.Regulated:
                json.WriteStringValue(Rendering.Mask);
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case byte[] bytes:
                json.WriteStringValue("sha256:" + CanonicalJson.Hash(bytes));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void WriteMessage(Utf8JsonWriter json, Message message, Plan plan)
    {
        json.WriteStartObject();
        json.WriteString("channel", message.Channel);
        json.WriteString("to", message.To);
        json.WriteString("domain", EmailForm.DomainOf(message.To));
        json.WriteString(
            "from_domain",
            plan.ChangesOf("message", "sender").Select(c => c.Field.To).FirstOrDefault() is string sender ? EmailForm.DomainOf(sender) : ""
        );
        json.WriteString("contact", message.Contact);
        json.WriteString("subject", message.Subject ?? "");
        json.WriteString("body", message.Body);
        json.WriteStartArray("documents");
        foreach (var document in message.Documents)
        {
            json.WriteStartObject();
            json.WriteString("id", document.Id);
            json.WriteString("kind", document.Kind);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<string> ClassesOf(Type type, HashSet<Type> seen)
    {
        var item =
            type.IsArray ? type.GetElementType()!
            : type.IsGenericType ? type.GetGenericArguments()[^1]
            : type;
        if (item.Assembly != typeof(Sighting).Assembly || !seen.Add(item))
            yield break;
        foreach (var property in item.GetProperties())
        {
            if (Attribute.GetCustomAttribute(property, typeof(ClassAttribute)) is ClassAttribute said)
                yield return said.Class.ToString().ToLowerInvariant();
            foreach (var inner in ClassesOf(property.PropertyType, seen))
                yield return inner;
        }
        // A page of shown records: the page's own assembly is ours, its items are its argument.
        if (type.IsGenericType && type != item)
            foreach (var property in type.GetProperties())
            foreach (var inner in ClassesOf(property.PropertyType, seen))
                yield return inner;
    }
}
