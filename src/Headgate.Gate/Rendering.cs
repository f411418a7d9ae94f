using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Headgate.Gate.Limits;
using Headgate.Gate.Schemas;

namespace Headgate.Gate;

/// <summary>Answers as UTF-8 JSON: snake_case, nothing for null, regulated values masked by the contract itself.</summary>
public static class Rendering
{
    /// <summary>What stands where a regulated value was.</summary>
    public const string Mask = "[regulated]";

    // One for each way that an answer is written: to be shown or kept, for a model or a person, with or without what is confidential.
    private static readonly JsonSerializerOptions[] Forms =
    [
        .. Enumerable
            .Range(0, 8)
            .Select(f =>
                Options(hideSecrets: (f & 4) != 0, clean: (f & 2) == 0, (f & 1) != 0 ? DataClass.Confidential : DataClass.Regulated)
            ),
    ];

    /// <summary>
    /// The answer as its caller gets it, without the fields and classes that are masked: a model without characters that nobody sees, a person every byte,
    /// since pages mark them and plans are hashed.
    /// </summary>
    public static ReadOnlyMemory<byte> Answer(object answer, bool toPerson = false, IReadOnlySet<string>? masks = null) =>
        Render(answer, isKept: false, toPerson, masks);

    /// <summary>The answer as a replay gets it.</summary>
    public static ReadOnlyMemory<byte> Remembered(object answer, bool toPerson = false, IReadOnlySet<string>? masks = null) =>
        Render(answer, isKept: true, toPerson, masks);

    /// <summary>An answer, which is a JSON object, with what is left of the limits that it took from.</summary>
    public static ReadOnlyMemory<byte> WithLimits(ReadOnlyMemory<byte> answer, Spending? spending)
    {
        if (spending is null || spending.Left() is not { Count: > 0 } left || answer.Span is not [(byte)'{', .., (byte)'}'])
            return answer;
        var isEmpty = answer.Length == 2;
        return (byte[])[.. answer.Span[..^1], .. isEmpty ? "\"limits\":"u8 : ",\"limits\":"u8, .. Answer(left).Span, (byte)'}'];
    }

    /// <summary>What a dry run shows: the hash, every change from → to and every message.</summary>
    public static ReadOnlyMemory<byte> Planned(Passage passage)
    {
        var decision = passage.Decision!;
        var plan = decision.Plan;
        return Answer(
            new PlanShown(
                DryRun: true,
                PlanHash: plan.Hash,
                Changes:
                [
                    .. plan
                        .Changes.Where(c => c.Verb != Verb.Touch)
                        .Select(c => new ChangeShown(
                            c.Kind.Name,
                            c.Verb == Verb.Insert ? null : c.Id,
                            c.Verb.ToString().ToLowerInvariant(),
                            [.. c.Fields.Where(f => !c.Kind[f.Name].Bookkeeping).Select(f => Show(c.Kind[f.Name], f))]
                        )),
                ],
                NeedsApproval: passage.Holds.Count == 0 ? null : [.. passage.Holds.Select(h => h.Code)],
                Messages: [.. plan.Messages.Select(m => new MessageShown(m.Channel, m.Contact, m.To, m.Subject, m.Body))],
                Preview: (decision.Answer as IPreviewed)?.Preview
            )
        );
    }

    private static FieldShown Show(Field field, FieldChange change)
    {
        if (field.Class == DataClass.Regulated)
            return new(change.Name, change.From is null ? null : Mask, change.To is null ? null : Mask);
        // Custom fields have classes of their own, which only the organisation knows: names are shown, values are not.
        if (field is { Holds: Holds.Json, Class: DataClass.Confidential })
            return new(change.Name, Keys(change.From), Keys(change.To));
        return new(change.Name, Value(change.From), Value(change.To));
    }

    private static string? Keys(object? value) =>
        value is string json && JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } custom
            ? string.Join(", ", custom.EnumerateObject().Select(f => f.Name))
            : Value(value);

    private static string? Value(object? value) =>
        value switch
        {
            null => null,
            byte[] bytes => $"{bytes.Length} bytes, SHA-256 {CanonicalJson.Hash(bytes)}",
            bool flag => flag ? "true" : "false",
            _ => value.ToString(),
        };

    private static ReadOnlyMemory<byte> Render(object answer, bool isKept, bool toPerson, IReadOnlySet<string>? masks)
    {
        var form = Forms[(isKept ? 4 : 0) + (toPerson ? 2 : 0) + (masks?.Contains("confidential") == true ? 1 : 0)];
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), form);
        return masks is null || masks.All(m => m is "confidential" or "regulated") ? bytes : Masking.Of(bytes, masks);
    }

    private static JsonSerializerOptions Options(bool hideSecrets, bool clean, DataClass from)
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // The bytes go to JSON parsers and pages that encode for themselves; names of people stay readable and short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { info => Redact(info, hideSecrets, from) } },
        };
        if (clean)
        {
            options.Converters.Add(new CleanText());
            options.Converters.Add(new CleanJson());
        }
        return options;
    }

    private static void Redact(JsonTypeInfo info, bool hideSecrets, DataClass from)
    {
        foreach (var property in info.Properties)
        {
            var attributes = property.AttributeProvider;
            var get = property.Get;
            if (attributes is null || get is null)
                continue;
            var has = attributes.GetCustomAttributes(typeof(ClassAttribute), inherit: true) is [ClassAttribute said] ? said.Class : default;
            var masked = has >= from;
            var mask = has == DataClass.Regulated ? Mask : Masking.Mask;
            if (masked && property.PropertyType == typeof(string))
                property.Get = it => get(it) is null ? null : mask;
            else if (masked)
                property.ShouldSerialize = (_, _) => false;
            if (hideSecrets && attributes.IsDefined(typeof(ShownOnceAttribute), inherit: true))
                property.ShouldSerialize = (_, _) => false;
        }
    }

    private sealed record PlanShown(
        bool DryRun,
        string PlanHash,
        IReadOnlyList<ChangeShown> Changes,
        IReadOnlyList<string>? NeedsApproval,
        IReadOnlyList<MessageShown> Messages,
        object? Preview
    );

    private sealed record ChangeShown(string Kind, string? Id, string Verb, IReadOnlyList<FieldShown> Fields);

    private sealed record FieldShown(string Field, string? From, string? To);

    private sealed record MessageShown(string Channel, string Contact, string To, string? Subject, string Body);
}
