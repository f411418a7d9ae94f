using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Teams;

/// <summary>A new team.</summary>
[Action(
    "teams.create",
    Scope.Admin,
    "Create a team",
    "Creates a team; people join it with users update.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Creates = true
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input
    {
        [Bounds(1, 80)]
        public required string Name { get; init; }

        [Says("me, name, e-mail or id"), Bounds(1, 254)]
        [Class(DataClass.Internal)]
        public string? Manager { get; init; }

        [Bounds(1, 80)]
        public string? Region { get; init; }
    }

    public sealed record Output
    {
        public required TeamShown Team { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var name = await Free(reader, input.Name, except: null);
        var manager = input.Manager is null ? null : await Owner.Resolve(reader, "manager", input.Manager);
        TeamShown team = new(call.NewId("tea"), name, input.Region?.Trim(), Named.Of(manager?.Id, manager?.Name));
        var plan = new Plan().Insert(
            Team.Kind,
            team.Id,
            [("name", name), ("manager_id", manager?.Id), ("region", team.Region), .. Columns.Born(call)]
        );
        return Answer(new Output { Team = team }, plan);
    }

    /// <summary>A team's name, if no other team has it.</summary>
    /// <exception cref="RefusedException">Another has.</exception>
    internal static async ValueTask<string> Free(Reader reader, string name, string? except)
    {
        name = name.Trim();
        if ((await TeamRow.All(reader)).Any(t => t.Id != except && string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new RefusedException(
                new("teams.name_taken", $"There is a team {Text.Shown(name)} already.", "Choose another name.") { Field = "name" }
            );
        return name;
    }
}
