using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Teams;

/// <summary>A team gets another name, manager or region.</summary>
[Action(
    "teams.update",
    Scope.Admin,
    "Change a team",
    "Changes a team's name, manager or region.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Create.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public required string Team { get; init; }

        [Bounds(1, 80)]
        public string? Name { get; init; }

        [Says("me, name, e-mail or id; null for none"), Bounds(1, 254)]
        [Class(DataClass.Internal)]
        public string? Manager { get; init; }

        [Bounds(1, 80)]
        public string? Region { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        Expect.Given(call, "name", input.Name);
        var team = TeamRow.Need(await TeamRow.All(reader), "team", input.Team);
        var name = input.Name is null ? team.Name : await Create.Free(reader, input.Name, team.Id);
        var manager = input.Manager is null ? null : await Owner.Resolve(reader, "manager", input.Manager);
        var edit = new Edit(call)
            .Set("name", team.Name, name)
            .Set("manager", "manager_id", team.ManagerId, manager?.Id)
            .Set("region", team.Region, input.Region?.Trim());
        var shown = new TeamShown(
            team.Id,
            name,
            edit.Now("region", team.Region),
            call.Gives("manager") ? Named.Of(manager?.Id, manager?.Name) : Named.Of(team.ManagerId, team.ManagerName)
        );
        return Answer(
            new Create.Output { Team = shown },
            edit.PlanFor(Team.Kind, team.Id, team.Version, team.UpdatedAt),
            new RecordRef(team.Id, team.Version)
        );
    }
}
