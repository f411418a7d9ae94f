using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>
/// Somebody has lost what they sign in with: an administrator takes it all away, and hands over a link. Until a week after they have set up something new, the two
/// do not count as two people (<see cref="Hands"/>).
/// </summary>
[Action(
    "users.reset_factors",
    Scope.Admin,
    "Reset a person's factors",
    "Takes away a person's password, authenticator, recovery codes and passkeys, and ends their sessions.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true,
    Idempotent = true
)]
public sealed class ResetFactors : Feature<ResetFactors.Input, ResetFactors.Output>
{
    public sealed record Input
    {
        [Says("Name, e-mail or id"), Bounds(1, 254)]
        public required string Person { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Person { get; init; }
        public required long Removed { get; init; }
        public required long EndedSessions { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var person = await Member.Need(reader, "person", input.Person);
        if (call.By.Role != Role.Admin)
            throw new RefusedException(new("users.not_yours", "Only an administrator does this.", "Ask an administrator."));
        Plan plan = new();
        var factors = await FactorRow.Of(reader, person.Id);
        foreach (var factor in factors)
            factor.End(plan, call);
        var ended = await Session.EndOthers(plan, reader, call, person.Id);
        return Answer(
            new Output
            {
                Person = person.Id,
                Removed = factors.Count,
                EndedSessions = ended,
            },
            plan,
            person.Ref
        );
    }
}
