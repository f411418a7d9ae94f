using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>What a person is here: role, what they see, team. It holds for their agents too, from the next call on.</summary>
[Action(
    "users.update",
    Scope.Admin,
    "Change a person",
    "Changes a person's name, role, what they see, team, title or time zone.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    public sealed record Input
    {
        [Says("me, name, e-mail or id"), Bounds(1, 254)]
        public required string Person { get; init; }

        [Bounds(1, 200)]
        public string? Name { get; init; }

        [OneOf("admin", "revops", "rep", "auditor")]
        public string? Role { get; init; }

        [Says("Whose records"), OneOf("own", "team", "all")]
        public string? Sees { get; init; }

        [Says("Name or id; null for none"), Bounds(1, 80)]
        public string? Team { get; init; }

        [Bounds(1, 120)]
        public string? Title { get; init; }

        [Says("IANA, such as Europe/Berlin"), Bounds(1, 60)]
        public string? TimeZone { get; init; }
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required UserShown User { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        foreach (
            var (name, value) in ((string, object?)[])
                [("name", input.Name), ("role", input.Role), ("sees", input.Sees), ("time_zone", input.TimeZone)]
        )
            Expect.Given(call, name, value);
        var person = await Member.Need(reader, "person", input.Person);
        Expect.Version(input.ExpectedVersion, person.Id, person.Version);
        Member.NeedOver(call, person);
        var (role, sees) = (input.Role ?? person.Role, input.Sees ?? person.Sees);
        if (role != person.Role || sees != person.Sees)
            Roles.NeedGift(call, role, sees);
        var team = input.Team is null ? null : TeamRow.Need(await TeamRow.All(reader), "team", input.Team);
        var zone = input.TimeZone is { } given ? Zones.Need("time_zone", given) : person.TimeZone;
        var edit = new Edit(call)
            .Set("name", person.Name, input.Name?.Trim())
            .Set("role", person.Role, role)
            .Set("sees", person.Sees, sees)
            .Set("team", "team_id", person.TeamId, team?.Id)
            .Set("title", person.Title, input.Title?.Trim())
            .Set("time_zone", person.TimeZone, zone);
        var plan = edit.PlanFor(User.Kind, person.Id, person.Version, person.UpdatedAt);
        if (edit.Changes("role"))
            await Member.NeedAnotherAdmin(plan, reader, person);
        var shown = UserShown.Of(person) with
        {
            Name = edit.Now("name", person.Name)!,
            Role = role,
            Sees = sees,
            Team = call.Gives("team") ? Named.Of(team?.Id, team?.Name) : Named.Of(person.TeamId, person.TeamName),
            Title = edit.Now("title", person.Title),
            TimeZone = zone,
        };
        return Answer(new Output { User = shown }, plan, person.Ref);
    }
}
