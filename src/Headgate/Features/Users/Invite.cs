using Headgate.Features.Agents;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>
/// A new person. The e-mail address is claimed in the commit, so that nobody exists twice. A person who invites is given the link to hand over; what an agent
/// asks for waits for a person, and the link is made by whoever says yes.
/// </summary>
[Action(
    "users.invite",
    Scope.Admin,
    "Invite a person",
    "Invites a person with a role. Agents can invite reps only, and a person decides; an administrator hands over the sign-in link.",
    Effect = Effect.Write,
    Creates = true
)]
public sealed class Invite : Feature<Invite.Input, Invite.Output>
{
    /// <summary>The unique key of a person's e-mail address.</summary>
    public const string EmailClaim = "user.email";

    private static readonly TimeSpan Good = TimeSpan.FromHours(72);

    public sealed record Input
    {
        [Bounds(1, 200)]
        public required string Name { get; init; }

        [Email, Bounds(3, 254)]
        public required string Email { get; init; }

        [OneOf("admin", "revops", "rep", "auditor")]
        public required string Role { get; init; }

        [Says("Whose records; default team"), OneOf("own", "team", "all")]
        public string? Sees { get; init; }
        public string? Team { get; init; }

        [Says("IANA, such as Europe/Berlin"), Bounds(1, 60)]
        public string? TimeZone { get; init; }
    }

    public sealed record Output
    {
        public required UserShown User { get; init; }

        [ShownOnce]
        public string? SignInLink { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var sees = input.Sees ?? "team";
        Roles.NeedGift(call, input.Role, sees);
        var team = input.Team is null ? null : TeamRow.Need(await TeamRow.All(reader), "team", input.Team);
        var zone = input.TimeZone is { } given ? Zones.Need("time_zone", given) : (await OrganisationRow.Own(reader)).TimeZone;
        var row = new UserRow
        {
            Id = call.NewId("usr"),
            Version = 1,
            Name = input.Name.Trim(),
            Email = EmailForm.Normal(input.Email),
            Role = input.Role,
            Sees = sees,
            TeamId = team?.Id,
            TeamName = team?.Name,
            TimeZone = zone,
            Status = "active",
        };
        var plan = new Plan()
            .Insert(
                User.Kind,
                row.Id,
                [
                    ("name", row.Name),
                    ("email", row.Email),
                    ("role", row.Role),
                    ("sees", row.Sees),
                    ("team_id", row.TeamId),
                    ("time_zone", row.TimeZone),
                    ("status", row.Status),
                    .. Columns.Born(call),
                ]
            )
            .Claim(EmailClaim, row.Email, row.Id);
        if (!call.By.IsPerson)
            return Answer(new Output { User = UserShown.Of(row) }, plan);
        var link = "hgl_" + call.NewSecret("link");
        Grant.Person(plan, call, "link", link, row.Id, Good, madeBy: Grant.MadeBy(call, row.Id));
        return Answer(new Output { User = UserShown.Of(row), SignInLink = link }, plan);
    }
}
