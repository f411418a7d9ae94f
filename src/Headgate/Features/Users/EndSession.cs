using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A session ends now, wherever it is; or all but the one that calls.</summary>
[Action(
    "users.end_session",
    Scope.None,
    "End a session",
    "Ends one of your sessions, links or tokens, or all others; an administrator ends anybody's.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true,
    Idempotent = true
)]
public sealed class EndSession : Feature<EndSession.Input, EndSession.Output>
{
    public sealed record Input
    {
        [Says("One; all but this one when left out"), Id("crd")]
        public string? Session { get; init; }

        [Says("me, name, e-mail or id; yourself when left out"), Bounds(1, 254)]
        public string? Person { get; init; }
    }

    public sealed record Output
    {
        public required long Ended { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var person = await Member.Mine(reader, call, "person", input.Person);
        Plan plan = new();
        if (input.Session is null)
            return Answer(new Output { Ended = await Session.EndOthers(plan, reader, call, person) }, plan);
        var one =
            (await Session.Of(reader, call, person)).FirstOrDefault(s => s.Id == input.Session)
            ?? throw new RefusedException(Refusal.NotFound("session", input.Session));
        return Answer(new Output { Ended = 1 }, one.End(plan, call));
    }
}
