using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Pipelines;

/// <summary>Who works here and in which team: the names that owner fields take.</summary>
public sealed record PeopleShown
{
    public required IReadOnlyList<Colleague> Users { get; init; }
    public required IReadOnlyList<Group> Teams { get; init; }

    /// <summary>A person.</summary>
    public sealed record Colleague(
        string Id,
        string Name,
        [property: Class(DataClass.Internal)] string Email,
        string Role,
        string? Title,
        Named? Team
    );

    /// <summary>A team and who leads it.</summary>
    public sealed record Group(string Id, string Name, string? Region, Named? Manager);

    /// <summary>The active people and the teams of the caller's organisation.</summary>
    public static async ValueTask<PeopleShown> Of(Reader reader)
    {
        var users = await reader.All<UserRow>(
            "SELECT u.id, u.name, u.email, u.role, u.title, u.team_id, t.name AS team_name FROM users u "
                + "LEFT JOIN teams t ON t.tenant = u.tenant AND t.id = u.team_id "
                + "WHERE u.tenant = @tenant AND u.status = 'active' ORDER BY u.name, u.id LIMIT 1000"
        );
        var teams = await reader.All<TeamRow>(
            "SELECT t.id, t.name, t.region, t.manager_id, u.name AS manager_name FROM teams t "
                + "LEFT JOIN users u ON u.tenant = t.tenant AND u.id = t.manager_id WHERE t.tenant = @tenant ORDER BY t.name, t.id LIMIT 1000"
        );
        return new()
        {
            Users = [.. users.Select(u => new Colleague(u.Id, u.Name, u.Email, u.Role, u.Title, Named.Of(u.TeamId, u.TeamName)))],
            Teams = [.. teams.Select(t => new Group(t.Id, t.Name, t.Region, Named.Of(t.ManagerId, t.ManagerName)))],
        };
    }

    private sealed class UserRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Role { get; init; } = "";
        public string? Title { get; init; }
        public string? TeamId { get; init; }
        public string? TeamName { get; init; }
    }

    private sealed class TeamRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Region { get; init; }
        public string? ManagerId { get; init; }
        public string? ManagerName { get; init; }
    }
}
