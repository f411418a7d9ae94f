using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Users;

/// <summary>A person as lists show it.</summary>
public sealed record UserShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    // A colleague is no customer: owners are named by it.
    [Class(DataClass.Internal)]
    public required string Email { get; init; }
    public required string Role { get; init; }
    public required string Sees { get; init; }
    public Named? Team { get; init; }
    public required string TimeZone { get; init; }
    public required string Status { get; init; }
    public string? Title { get; init; }

    /// <summary>From a stored row.</summary>
    public static UserShown Of(UserRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Email = row.Email,
            Role = row.Role,
            Sees = row.Sees,
            Team = Named.Of(row.TeamId, row.TeamName),
            TimeZone = row.TimeZone,
            Status = row.Status,
            Title = row.Title,
        };
}
