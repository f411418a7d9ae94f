using System.Text.Json;
using Headgate.Gate.Detectors;
using Headgate.Gate.Grounds;
using Headgate.Gate.Schemas;

namespace Headgate.Gate.Guards;

/// <summary>
/// What may go in: no agent writes a regulated value into a text, since the next model would read it there; and a handle stands only where the value that it
/// names may stand. What may come out is written by <see cref="RedactGuard"/>.
/// </summary>
public sealed class ClassificationGuard : Guard
{
    // What is no text: what was read before, and what nobody reads.
    private static readonly string[] Opaque = ["cursor", "idempotency_key"];

    /// <inheritdoc/>
    public override string Name => "classification";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        List<GivenHandle>? handles = null;
        var found = Judge(passage, passage.Call.Arguments, passage.Action.Takes, "", ref handles);
        passage.Handles = handles ?? [];
        if (found is not { } one)
            return new(Verdict.Pass);
        var ground = passage.Basis.Classification = new() { Handle = one.Regulated is null, Regulated = one.Regulated };
        return new(
            ground.OfCall() switch
            {
                Said.Pass => Verdict.Pass,
                "classification.handle" => Verdict.Refuse(Misplaced(one.Path)),
                _ => Verdict.Refuse(Regulated(one.Path, one.Regulated!)),
            }
        );
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        // Nobody outside can read a handle, and what it stands for is not theirs.
        foreach (var message in passage.Decision!.Plan.Messages)
            if (!passage.Call.By.IsPerson && (Handle.IsIn(message.Body) || message.Subject is { } subject && Handle.IsIn(subject)))
                passage.Basis.Classification = new() { InMessage = true };
        return new(passage.Basis.Classification?.OfPlan() is null ? Verdict.Pass : Verdict.Refuse(Misplaced("body")));
    }

    private static Found? Judge(Passage passage, in JsonElement value, Node? node, string path, ref List<GivenHandle>? handles)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (path.Length == 0 && Opaque.Contains(property.Name))
                        continue;
                    var inner =
                        (node as ObjectNode)?.Properties.FirstOrDefault(p => p.Name == property.Name)?.Node
                        ?? (node is CustomNode ? node : null);
                    if (
                        Judge(passage, property.Value, inner, path.Length == 0 ? property.Name : $"{path}.{property.Name}", ref handles) is
                        { } wrong
                    )
                        return wrong;
                }
                return null;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var item in value.EnumerateArray())
                    if (Judge(passage, item, (node as ListNode)?.Item, $"{path}[{i++}]", ref handles) is { } wrong)
                        return wrong;
                return null;
            case JsonValueKind.String when node is not TextNode { Ids: not null } and not TextNode { OneOf: not null }:
                return Judge(passage, value.GetString()!, node, path, ref handles);
            default:
                return null;
        }
    }

    private static Found? Judge(Passage passage, string text, Node? node, string path, ref List<GivenHandle>? handles)
    {
        var written = node as TextNode;
        if (text.Contains("{{", StringComparison.Ordinal))
        {
            if (written?.Takes is not null && Handle.TryRead(text, out var handle))
            {
                (handles ??= []).Add(new(path, handle, written));
                return null;
            }
            // Prose keeps it as it is written: it never becomes the value.
            if (!passage.Call.By.IsPerson && written?.IsProse != true && Handle.IsIn(text))
                return new(path, null);
        }
        // A custom field has a class of its own, which the action knows.
        if (passage.Call.By.IsPerson)
            return null;
        if (Secrets.IsIn(text))
            return new(path, "secret");
        if (node is CustomNode || Detector.Regulated(text) is not [var found, ..])
            return null;
        return new Found(path, found.Word);
    }

    /// <summary>The refusal of a regulated value where none may stand.</summary>
    public static Refusal Regulated(string path, string word) =>
        new(
            "classification.regulated",
            $"{path}: holds what looks like a {word}, which is regulated and is never kept in a text that models read.",
            "Leave it out. A person records it in the record's own regulated field (birth_date, or a custom field of class regulated)."
        )
        {
            Field = path,
            Expected = "text without regulated values",
            Came = $"a {word}",
        };

    private static Refusal Misplaced(string path) =>
        new(
            "classification.handle",
            $"{path}: a handle stands for a confidential value, which has no place in this field.",
            "Give a handle alone, and only as an e-mail address, a phone number or a query; to write to somebody, name the contact."
        )
        {
            Field = path,
            Expected = "text without handles",
        };

    // Where, and which kind of regulated value; none for a handle that may not stand there.
    private readonly record struct Found(string Path, string? Regulated);
}
