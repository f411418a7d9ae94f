using Headgate.Gate;

namespace Headgate.Features.Users;

/// <summary>A person as the store keeps it, with the name of the team.</summary>
public sealed class UserRow
{
    /// <summary>The columns and tables of every read of people; conditions follow.</summary>
    public const string Select =
        "SELECT u.*, t.name AS team_name FROM users u "
        + "LEFT JOIN teams t ON t.tenant = u.tenant AND t.id = u.team_id "
        + "WHERE u.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Role { get; init; } = "";
    public string Sees { get; init; } = "";
    public string? TeamId { get; init; }
    public string? TeamName { get; init; }
    public string TimeZone { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Title { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);
}
