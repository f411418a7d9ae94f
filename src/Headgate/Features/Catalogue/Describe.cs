using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Catalogue;

/// <summary>A tool's full schemas, which its line in the list leaves out.</summary>
[Action(
    "catalogue.describe",
    Scope.Read,
    "Describe a tool",
    "Describes a tool in full: what it takes, what it answers.",
    Offered = Offered.Inside
)]
public sealed class Describe : Feature<Describe.Input, Describe.Output>
{
    private static readonly Lazy<Gate.Catalogue> All = new(Actions.Catalogue);

    public sealed record Input
    {
        [Bounds(1, 60)]
        public required string Name { get; init; }
    }

    public sealed record Output
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Title { get; init; }

        [Class(DataClass.Internal)]
        public required string Description { get; init; }
        public required string Scope { get; init; }
        public required string Toolset { get; init; }
        public required IReadOnlyList<string> Aliases { get; init; }
        public required JsonElement InputSchema { get; init; }
        public required JsonElement OutputSchema { get; init; }
    }

    protected override ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var action = All.Value.Find(input.Name);
        if (action is not { Offered: Offered.Tool })
            throw new RefusedException(Refusal.NotFound("name", input.Name));
        return new(
            Answer(
                new Output
                {
                    Id = action.Id,
                    Name = action.WireName,
                    Title = action.Title,
                    Description = action.Description,
                    Scope = action.Scope.Text(),
                    Toolset = action.Toolset,
                    Aliases = action.Aliases,
                    InputSchema = Schema(action.Takes),
                    OutputSchema = Schema(action.Gives),
                }
            )
        );
    }

    private static JsonElement Schema(Node node)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            node.Write(json, brief: false);
        return JsonElement.Parse(bytes.ToArray());
    }
}
