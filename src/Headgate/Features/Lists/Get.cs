using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Lists;

/// <summary>What is on a list.</summary>
[Action(
    "lists.get",
    Scope.Admin,
    "Get a list",
    "Gets what is on one of the lists that policies ask; a list that nobody set is empty.",
    Offered = Offered.People
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Bounds(1, 60)]
        public required string Name { get; init; }
    }

    public sealed record Output
    {
        public required string Name { get; init; }
        public required IReadOnlyList<string> Entries { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var name = input.Name.Trim().ToLowerInvariant();
        var row = await ListRow.Of(reader, name);
        return Answer(new Output { Name = name, Entries = row?.All ?? [] }, row is null ? [] : [new RecordRef(row.Id, row.Version)]);
    }
}
