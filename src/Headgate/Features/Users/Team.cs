using Headgate.Gate;
using static Headgate.Gate.DataClass;

namespace Headgate.Features.Users;

/// <summary>People who see each other's records.</summary>
public static class Team
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "team",
        "tea",
        "teams",
        [new("name", Internal), new("manager_id", Internal), new("region", Internal), .. Columns.Clocks]
    );
}
