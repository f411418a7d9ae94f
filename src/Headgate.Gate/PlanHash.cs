using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// The hash that an approval binds to. It covers what a person sees (records, from → to, recipients, rendered text, hashes of documents) and never
/// minted ids, clocks or versions, so that the same intent has the same hash an hour later.
/// </summary>
public static class PlanHash
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256, in lower-case hex, of <see cref="Text"/>.</summary>
    public static string Of(Plan plan) => CanonicalJson.Hash(Text(plan));

    /// <summary>What is hashed, and what a person who decides is shown: the same bytes.</summary>
    public static byte[] Text(Plan plan)
    {
        var minted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in plan.Changes)
            if (change.Verb == Verb.Insert)
                minted.TryAdd(change.Id, $"#{minted.Count}");
        foreach (var message in plan.Messages)
            minted.TryAdd(message.Id, $"#{minted.Count}");
        var orders = new Dictionary<RecordKind, Order>();

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteStartArray("changes");
            foreach (var change in plan.Changes.Where(c => c.Verb != Verb.Touch))
            {
                if (!orders.TryGetValue(change.Kind, out var order) || !order.Fits(change.Fields))
                    orders[change.Kind] = order = new(change);
                Write(json, change, order, minted);
            }
            json.WriteEndArray();
            json.WriteStartArray("messages");
            foreach (var message in plan.Messages)
                Write(json, message, minted);
            json.WriteEndArray();
            if (plan.Erasure is { } erasure)
                Write(json, erasure);
            if (plan.AgedBefore is { } before)
                json.WriteString($"drops_{plan.AgedClass}_before", before.UtcDateTime);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Erasure erasure)
    {
        json.WriteStartArray("erases");
        foreach (var subject in erasure.Subjects)
            json.WriteStringValue(subject);
        foreach (var kind in erasure.Deleted)
            json.WriteStringValue($"every {kind.Name} of theirs");
        foreach (var emptied in erasure.Emptied)
            json.WriteStringValue($"their name and words from every {emptied.Kind.Name}");
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Change change, Order order, Dictionary<string, string> minted)
    {
        json.WriteStartObject();
        json.WriteString("kind", change.Kind.Name);
        json.WriteString("id", minted.GetValueOrDefault(change.Id, change.Id));
        json.WriteString("verb", change.Verb.ToString());
        json.WriteStartObject("fields");
        foreach (var place in order.Places)
        {
            var field = change.Fields[place];
            json.WriteStartArray(field.Name);
            Write(json, field.From, minted);
            Write(json, field.To, minted);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Message message, Dictionary<string, string> minted)
    {
        json.WriteStartObject();
        json.WriteString("channel", message.Channel);
        json.WriteString("contact", minted.GetValueOrDefault(message.Contact, message.Contact));
        json.WriteString("to", message.To);
        json.WriteString("subject", message.Subject);
        json.WriteString("body", message.Body);
        json.WriteString("conversation", minted.GetValueOrDefault(message.Conversation, message.Conversation));
        json.WriteStartArray("documents");
        foreach (var document in message.Documents)
        {
            json.WriteStringValue(document.Id);
            json.WriteStringValue(document.Sha256);
            json.WriteStringValue(document.Kind);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value, Dictionary<string, string> minted)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(minted.GetValueOrDefault(text, text));
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case byte[] blob:
                json.WriteStringValue(Convert.ToHexStringLower(SHA256.HashData(blob)));
                break;
            default:
                throw new InvalidOperationException($"A plan holds text, whole numbers, flags and bytes, not {value.GetType().Name}.");
        }
    }

    // Where the fields that count stand, by name: a chunk of an import has a thousand records with the same fields.
    private sealed class Order(Change change)
    {
        private readonly IReadOnlyList<FieldChange> _fields = change.Fields;

        public int[] Places { get; } =
        [
            .. Enumerable
                .Range(0, change.Fields.Count)
                .Where(i => !change.Kind[change.Fields[i].Name].Bookkeeping)
                .OrderBy(i => change.Fields[i].Name, StringComparer.Ordinal),
        ];

        public bool Fits(IReadOnlyList<FieldChange> fields)
        {
            if (fields.Count != _fields.Count)
                return false;
            for (var i = 0; i < fields.Count; i++)
                if (fields[i].Name != _fields[i].Name)
                    return false;
            return true;
        }
    }
}
