using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A passkey of one's own ends, or the password with authenticator and recovery codes; and every other session with it.</summary>
[Action(
    "users.remove_factor",
    Scope.None,
    "Remove a factor",
    "Removes a passkey of the caller, or the password with all that belongs to it.",
    Effect = Effect.Write,
    Offered = Offered.Inside,
    Destructive = true
)]
public sealed class RemoveFactor : Feature<RemoveFactor.Input, EndSession.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Id("fac")]
        public required string Factor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var factors = await FactorRow.Of(reader, call.By.Person);
        var one =
            factors.FirstOrDefault(f => f.Id == input.Factor && f.Kind is Factor.Password or Factor.Passkey)
            ?? throw new RefusedException(Refusal.NotFound("factor", input.Factor));
        await FactorRow.NeedRecent(reader, call, factors);
        Plan plan = new();
        foreach (var factor in factors.Where(f => f == one || one.Kind == Factor.Password && f.Kind != Factor.Passkey))
            factor.End(plan, call);
        return Answer(new EndSession.Output { Ended = await Session.EndOthers(plan, reader, call, call.By.Person) }, plan);
    }
}
