using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Lists;

/// <summary>What is on a list from now on, as a whole.</summary>
[Action(
    "lists.set",
    Scope.Admin,
    "Set a list",
    "Sets what is on one of the lists that policies ask, such as the domains of competitors.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Set : Feature<Set.Input, Set.Output>
{
    public sealed record Input
    {
        [Bounds(1, 60)]
        public required string Name { get; init; }

        [Says("Domains or other values; all of them"), Bounds(0, 5000)]
        public required string[] Entries { get; init; }
    }

    public sealed record Output
    {
        public required string Name { get; init; }
        public required long Entries { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var name = input.Name.Trim().ToLowerInvariant();
        string[] entries =
        [
            .. input.Entries.Select(e => e.Trim().ToLowerInvariant()).Where(e => e.Length > 0).Distinct().Order(StringComparer.Ordinal),
        ];
        var kept = JsonSerializer.Serialize(entries);
        var was = await ListRow.Of(reader, name);
        var plan = was is null
            ? new Plan().Insert(NamedList.Kind, call.NewId("lst"), [("name", name), ("entries", kept), .. Columns.Born(call)])
            : new Plan().Update(NamedList.Kind, was.Id, was.Version, ("entries", was.Entries, kept), Columns.Moved(was.UpdatedAt, call));
        return Answer(new Output { Name = name, Entries = entries.Length }, plan);
    }
}
