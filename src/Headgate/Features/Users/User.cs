using Headgate.Gate;
using static Headgate.Gate.DataClass;

namespace Headgate.Features.Users;

/// <summary>A person of the organisation.</summary>
public static class User
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "user",
        "usr",
        "users",
        [
            new("name", Internal),
            new("email", Internal),
            new("role", Internal),
            new("sees", Internal),
            new("team_id", Internal),
            new("time_zone", Internal),
            new("status", Internal),
            new("title", Internal),
            new("phone", Confidential),
            .. Columns.Clocks,
        ]
    );
}
