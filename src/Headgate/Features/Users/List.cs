using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>The people of the organisation, its teams, and what each role may do.</summary>
[Action("users.list", Scope.Admin, "List people", "Lists people with role, team and what they see, besides all teams and roles.")]
public sealed class List : Feature<List.Input, List.Output>
{
    public sealed record Input
    {
        [OneOf("admin", "revops", "rep", "auditor")]
        public string? Role { get; init; }
        public string? Team { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    public sealed record Output
    {
        public required IReadOnlyList<UserShown> Items { get; init; }
        public string? NextCursor { get; init; }
        public required IReadOnlyList<TeamShown> Teams { get; init; }
        public required IReadOnlyList<RoleShown> Roles { get; init; }
    }

    public sealed record TeamShown(string Id, string Name, string? Region, string? ManagerId);

    public sealed record RoleShown(string Name, string Scopes, string May);

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var teams = await TeamRow.All(reader);
        var team = input.Team is null ? null : TeamRow.Need(teams, "team", input.Team);
        var (rows, next) = await new Listing(reader, UserRow.Select, "u.created_at", descending: false)
            .Where("u.role = @role", "role", input.Role)
            .Where("u.team_id = @team", "team", team?.Id)
            .Read<UserRow>(input.Limit, input.Cursor, r => (r.CreatedAt, r.Id));
        return Answer(
            new Output
            {
                Items = [.. rows.Select(UserShown.Of)],
                NextCursor = next,
                Teams = [.. teams.Select(t => new TeamShown(t.Id, t.Name, t.Region, t.ManagerId))],
                Roles = [.. Users.Roles.All.Select(r => new RoleShown(r.Name, Principal.CeilingOf(r.Role).Text(), r.May))],
            },
            rows.Select(r => r.Ref)
        );
    }
}
