using System.Text.Json;
using Headgate.Gate.Limits;
using Headgate.Gate.Schemas;

namespace Headgate.Gate;

/// <summary>Answers as UTF-8 JSON, each for its audience; see <see cref="Contract"/>.</summary>
public static class Rendering
{
    /// <summary>What stands where a regulated value was.</summary>
    public const string Mask = "[regulated]";

    /// <summary>What stands where a confidential text was that has no handle.</summary>
    public const string Withheld = "[confidential]";

    /// <summary>The name under which an answer names what it leaves out for whoever may not see it.</summary>
    public const string Hidden = "hidden";

    // One for each way that an answer is written: for whom, to be shown or kept, with or without what a policy masks.
    private static readonly JsonSerializerOptions[] Forms =
    [
        .. Enumerable.Range(0, 12).Select(f => new Contract((Audience)(f >> 2), (f & 2) != 0, (f & 1) != 0).Options()),
    ];

    /// <summary>The answer as its caller gets it, without the fields and classes that are masked.</summary>
    public static ReadOnlyMemory<byte> Answer(object answer, Audience audience = Audience.Details, IReadOnlySet<string>? masks = null) =>
        Render(answer, isKept: false, audience, masks);

    /// <summary>The answer as a replay gets it.</summary>
    public static ReadOnlyMemory<byte> Remembered(
        object answer,
        Audience audience = Audience.Details,
        IReadOnlySet<string>? masks = null
    ) => Render(answer, isKept: true, audience, masks);

    /// <summary>An answer, which is a JSON object, with what is left of the limits that it took from.</summary>
    public static ReadOnlyMemory<byte> WithLimits(ReadOnlyMemory<byte> answer, Spending? spending)
    {
        if (spending is null || spending.Left() is not { Count: > 0 } left || answer.Span is not [(byte)'{', .., (byte)'}'])
            return answer;
        var isEmpty = answer.Length == 2;
        return (byte[])[.. answer.Span[..^1], .. isEmpty ? "\"limits\":"u8 : ",\"limits\":"u8, .. Answer(left).Span, (byte)'}'];
    }

    /// <summary>What a dry run shows: the hash, every change from → to and every message, as far as the caller may see them.</summary>
    public static ReadOnlyMemory<byte> Planned(Passage passage)
    {
        var decision = passage.Decision!;
        var plan = decision.Plan;
        var audience = passage.Call.By.Audience;
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
                            [.. c.Fields.Where(f => !c.Kind[f.Name].Bookkeeping).Select(f => Show(c.Kind[f.Name], f, audience))]
                        )),
                ],
                NeedsApproval: passage.Holds.Count == 0 ? null : [.. passage.Holds.Select(h => h.Code)],
                Messages: [.. plan.Messages.Select(m => new MessageShown(m.Channel, m.Contact, m.To, m.Subject, m.Body))],
                Preview: (decision.Answer as IPreviewed)?.Preview
            ),
            audience
        );
    }

    private static FieldShown Show(Field field, FieldChange change, Audience audience)
    {
        if (field.Class == DataClass.Regulated)
            return new(change.Name, change.From is null ? null : Mask, change.To is null ? null : Mask);
        // Custom fields have classes of their own, which only the organisation knows: names are shown, values are not.
        if (field is { Holds: Holds.Json, Class: DataClass.Confidential })
            return new(change.Name, Keys(change.From), Keys(change.To));
        if (field is { Class: DataClass.Confidential, Prose: false } && audience == Audience.Handles)
            return new(change.Name, change.From is null ? null : Withheld, change.To is null ? null : Withheld);
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

    private static ReadOnlyMemory<byte> Render(object answer, bool isKept, Audience audience, IReadOnlySet<string>? masks)
    {
        var form = Forms[((int)audience << 2) + (isKept ? 2 : 0) + (masks?.Contains("confidential") == true ? 1 : 0)];
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), form);
        return masks is null || masks.All(m => m is "confidential" or "regulated") ? bytes : Masking.Of(bytes, masks);
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

    private sealed record MessageShown(
        string Channel,
        string Contact,
        [property: Class(DataClass.Confidential)] string To,
        [property: Class(DataClass.Confidential, Prose = true)] string? Subject,
        [property: Class(DataClass.Confidential, Prose = true)] string Body
    );
}
