using System.Text;
using Headgate.Gate;
using Headgate.Gate.Detectors;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Documents;

/// <summary>The bytes of a document, for the door that serves them with their media type.</summary>
[Action(
    "documents.bytes",
    Scope.Read,
    "Read a document's bytes",
    "Reads the bytes of a document in base64.",
    Toolset = "documents",
    Offered = Offered.Inside
)]
public sealed class Bytes : Feature<Bytes.Input, Bytes.Output>
{
    public sealed record Input
    {
        [Id("doc")]
        public required string Id { get; init; }
    }

    public sealed record Output
    {
        public required DocumentShown Document { get; init; }

        [Class(DataClass.Internal, Bytes = true)]
        public required string Base64 { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = (await DocumentRow.Need(reader, "id", [input.Id]))[0];
        var stored = await reader.First<Stored>(
            "SELECT d.bytes AS content, d.text AS text FROM documents d WHERE d.tenant = @tenant AND d.id = @id",
            ("id", row.Id)
        );
        // Bytes cannot be masked: what a model may not read is not handed to it whole.
        if (
            !reader.By.IsPerson
            && (
                Held(stored?.Text)
                ?? (
                    row.MediaType.StartsWith("text/", StringComparison.Ordinal)
                        ? Held(Encoding.UTF8.GetString(stored?.Content ?? []))
                        : null
                )
            )
                is { } word
        )
            throw new RefusedException(
                new(
                    "classification.regulated",
                    $"{row.Id} holds what looks like a {word}, which is regulated, so its bytes are not given to an agent.",
                    "Read it with documents_get, which masks it, or ask a person to open it."
                )
                {
                    Field = "id",
                    Record = row.Id,
                }
            );
        var output = new Output { Document = DocumentShown.Of(row), Base64 = Convert.ToBase64String(stored?.Content ?? []) };
        return Answer(output, row.Ref);
    }

    private static string? Held(string? text) => text is not null && Detector.Regulated(text) is [var found, ..] ? found.Word : null;

    private sealed class Stored
    {
        public string? Text { get; init; }
        public byte[] Content { get; init; } = [];
    }
}
