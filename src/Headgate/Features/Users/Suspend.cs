using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>
/// A person may do nothing until resumed: sessions, links and tokens end; agents that act for the person, and clients that the person let in, open nothing as long
/// as it lasts. It holds within a second, on every node.
/// </summary>
[Action(
    "users.suspend",
    Scope.Admin,
    "Suspend a person",
    "Suspends a person: sessions and tokens end at once, and agents that act for the person do nothing.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true,
    Idempotent = true
)]
public sealed class Suspend : Feature<Suspend.Input, Suspend.Output>
{
    /// <summary>The status of somebody who may do nothing.</summary>
    internal const string Suspended = "suspended";

    public sealed record Input
    {
        [Says("Name, e-mail or id"), Bounds(1, 254)]
        public required string Person { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Person { get; init; }
        public required string Status { get; init; }
        public required long Ended { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var person = await Member.Need(reader, "person", input.Person);
        Member.NeedOver(call, person);
        Plan plan = new();
        long ended = 0;
        if (person.Status != Suspended)
        {
            await Member.NeedAnotherAdmin(plan, reader, person);
            plan.Update(User.Kind, person.Id, person.Version, ("status", person.Status, Suspended), Columns.Moved(person.UpdatedAt, call));
            foreach (var session in await Session.Of(reader, call, person.Id))
            {
                session.End(plan, call);
                ended++;
            }
        }
        return Answer(
            new Output
            {
                Person = person.Id,
                Status = Suspended,
                Ended = ended,
            },
            plan,
            person.Ref
        );
    }
}
