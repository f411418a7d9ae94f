using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>Where a person is signed in.</summary>
[Action(
    "users.sessions",
    Scope.None,
    "List sessions",
    "Lists where you are signed in, with unused links and tokens; an administrator sees anybody's.",
    Offered = Offered.People
)]
public sealed class Sessions : Feature<Sessions.Input, Page<SessionShown>>
{
    public sealed record Input
    {
        [Says("me, name, e-mail or id; yourself when left out"), Bounds(1, 254)]
        public string? Person { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var person = await Member.Mine(reader, call, "person", input.Person);
        var rows = await Session.Of(reader, call, person);
        return Answer(
            new Page<SessionShown>([.. rows.Select(r => SessionShown.Of(r, call))]),
            rows.Select(r => new RecordRef(r.Id, r.Version))
        );
    }
}
