using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A team as the store keeps it.</summary>
public sealed class TeamRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? Region { get; init; }
    public string? ManagerId { get; init; }
    public string? ManagerName { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>All teams, by name; organisations have few.</summary>
    public static ValueTask<List<TeamRow>> All(Reader reader) =>
        reader.All<TeamRow>(
            "SELECT t.id, t.version, t.name, t.region, t.manager_id, m.name AS manager_name, t.updated_at FROM teams t "
                + "LEFT JOIN users m ON m.tenant = @tenant AND m.id = t.manager_id WHERE t.tenant = @tenant ORDER BY t.name, t.id"
        );

    /// <summary>The team of that name or id.</summary>
    /// <exception cref="RefusedException">There is none; the refusal says which are near.</exception>
    public static TeamRow Need(IReadOnlyList<TeamRow> teams, string field, string given) =>
        teams.FirstOrDefault(t => t.Id == given || string.Equals(t.Name, given.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException(Choice.Unknown(field, given, [.. teams.Select(t => t.Name)]));
}
