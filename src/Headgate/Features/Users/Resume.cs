using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A person who was suspended may sign in again; what ended stays ended, and the person's agents act again.</summary>
[Action(
    "users.resume",
    Scope.Admin,
    "Resume a person",
    "Lets a suspended person in again; they sign in anew.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Resume : Feature<Suspend.Input, Suspend.Output>
{
    protected override async ValueTask<Decision> Decide(Suspend.Input input, Call call, Reader reader)
    {
        var person = await Member.Need(reader, "person", input.Person);
        Member.NeedOver(call, person);
        var plan = new Plan().Update(
            User.Kind,
            person.Id,
            person.Version,
            ("status", person.Status, "active"),
            Columns.Moved(person.UpdatedAt, call)
        );
        return Answer(
            new Suspend.Output
            {
                Person = person.Id,
                Status = "active",
                Ended = 0,
            },
            plan,
            person.Ref
        );
    }
}
