using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Documents;

/// <summary>One document as text, in parts when it is long.</summary>
[Action(
    "documents.get",
    Scope.Read,
    "Get a document",
    "Gets what a document is and its text; text from outside is marked untrusted.",
    Toolset = "documents"
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    private const int Part = 20_000;

    public sealed record Input
    {
        [Id("doc")]
        public required string Id { get; init; }

        [Says("Where to go on: next_offset of the part before"), Bounds(0, 100_000_000)]
        public int? Offset { get; init; }
    }

    public sealed record Output
    {
        public required DocumentShown Document { get; init; }
        public string? Text { get; init; }
        public int? NextOffset { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row =
            await reader.First<DocumentRow>($"{DocumentRow.SelectText} AND d.id = @id", ("id", input.Id))
            ?? throw new RefusedException(Refusal.NotFound("id", input.Id));
        var text = row.Text ?? "";
        var from = Math.Min(input.Offset ?? 0, text.Length);
        var to = Math.Min(from + Part, text.Length);
        // A part ends before a character, not inside one.
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to--;
        var output = new Output
        {
            Document = DocumentShown.Of(row),
            Text = row.Text is null ? null : text[from..to],
            NextOffset = to < text.Length ? to : null,
        };
        return Answer(output, row.Ref);
    }
}
