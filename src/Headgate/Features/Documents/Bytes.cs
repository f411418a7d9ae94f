using Headgate.Gate;
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

        [Class(DataClass.Internal)]
        public required string Base64 { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = (await DocumentRow.Need(reader, "id", [input.Id]))[0];
        var stored = await reader.First<Stored>(
            "SELECT d.bytes AS content FROM documents d WHERE d.tenant = @tenant AND d.id = @id",
            ("id", row.Id)
        );
        var output = new Output { Document = DocumentShown.Of(row), Base64 = Convert.ToBase64String(stored?.Content ?? []) };
        return Answer(output, row.Ref);
    }

    private sealed class Stored
    {
        public byte[] Content { get; init; } = [];
    }
}
