using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Teams;

/// <summary>The teams of the organisation.</summary>
[Action("teams.list", Scope.Admin, "List teams", "Lists teams with their managers.", Offered = Offered.People)]
public sealed class List : Feature<Nothing, Page<TeamShown>>
{
    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var teams = await TeamRow.All(reader);
        return Answer(
            new Page<TeamShown>([.. teams.Select(t => new TeamShown(t.Id, t.Name, t.Region, Named.Of(t.ManagerId, t.ManagerName)))]),
            teams.Select(t => new RecordRef(t.Id, t.Version))
        );
    }
}
