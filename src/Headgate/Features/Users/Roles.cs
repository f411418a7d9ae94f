using Headgate.Gate;

namespace Headgate.Features.Users;

/// <summary>What each role may do at most, and what a caller's role keeps it from.</summary>
internal static class Roles
{
    /// <summary>The roles as they are stored and told, with what each is for.</summary>
    public static readonly IReadOnlyList<(string Name, Role Role, string May)> All =
    [
        ("admin", Role.Admin, "everything in the organisation"),
        ("revops", Role.RevOps, "owns the rules; everything but other administrators"),
        ("rep", Role.Rep, "reads, writes and sends"),
        ("auditor", Role.Auditor, "reads records and the audit, changes nothing"),
    ];

    /// <summary>Refuses to give somebody more than the caller may give.</summary>
    public static void NeedGift(Call call, string role, string sees)
    {
        if (role == "admin" && !(call.By.IsPerson && call.By.Role == Role.Admin))
            throw Refused(
                "role",
                "Only an administrator in person can make another administrator.",
                "Ask an administrator to invite them."
            );
        if (role != "rep" && !call.By.IsPerson)
            throw Refused("role", $"An agent can invite reps only, not {role}.", "Invite a rep, or ask the person to invite them.");
        var wanted = Enum.Parse<Visibility>(sees, ignoreCase: true);
        if (call.By.Role != Role.Admin && wanted > call.By.Sees)
            throw Refused(
                "sees",
                $"Nobody can let others see more than they see: {call.By.Sees.ToString().ToLowerInvariant()}.",
                "Choose a narrower sees, or ask an administrator."
            );
    }

    private static RefusedException Refused(string field, string why, string next) => new(new("users.gift", why, next) { Field = field });
}
