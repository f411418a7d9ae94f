using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>
/// A session for a person who proved to be themselves. The door has compared secrets and signatures; here each proof is used up in the commit that opens the
/// session: a time step, a recovery code, a sign counter, a challenge. None of them opens two.
/// </summary>
[Action(
    "users.sign_in",
    Scope.None,
    "Sign in",
    "Opens a session for a person who has proved to be themselves; uses up the proof.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class SignIn : Feature<SignIn.Input, OpenSession.Output>
{
    private const string ChallengeClaim = "passkey.challenge";

    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("The password or the passkey"), Id("fac")]
        public required string Factor { get; init; }

        [Says("What stood beside the password: the authenticator or a recovery code"), Id("fac")]
        public string? Code { get; init; }

        [Says("The time step, or the sign counter"), Bounds(0, 9_007_199_254_740_991)]
        public long? Counter { get; init; }

        [Says("SHA-256 of the challenge"), Bounds(64, 64)]
        public string? Challenge { get; init; }

        [Says("Whose tries begin anew, sealed"), Bounds(16, 500)]
        public string? Named { get; init; }

        [Says("Which browser and address"), Bounds(1, 120)]
        public string? Device { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var factors = await FactorRow.Of(reader, call.By.Person);
        var first = factors.FirstOrDefault(f => f.Id == input.Factor);
        Plan plan = new();
        switch (first?.Kind)
        {
            case Factor.Password:
                UseCode(plan, call, factors.FirstOrDefault(f => f.Id == input.Code), input.Counter ?? 0);
                plan.Rely(Factor.Kind, first.Id, first.Version);
                break;
            case Factor.Passkey when input.Challenge is { } challenge:
                if ((await reader.Holders(ChallengeClaim, [challenge])).Count > 0)
                    throw Refused("auth.challenge_used", "This answer of a passkey was used before.");
                var counter = input.Counter ?? 0;
                if ((counter != 0 || first.Counter != 0) && counter <= first.Counter)
                    throw Refused("auth.counter", "The passkey's counter went back: there may be a copy of it.");
                first.Use(plan.Claim(ChallengeClaim, challenge, first.Id), call, counter);
                break;
            default:
                throw Refused("auth.wrong", "There is no such way in.");
        }
        if (input.Named is { } key && await CountTry.Row.Of(reader, key) is { Tries: > 0 } tries)
            tries.Put(plan, call, key, 0, tries.Since);
        var session = "hgs_" + call.NewSecret("session");
        // What was set up in a session that somebody else's link opened counts as theirs for a while.
        var isNew = first.CreatedAt > (call.At - Hands.Counts).ToUnixTimeMilliseconds();
        Grant.Person(
            plan,
            call,
            "session",
            session,
            call.By.Person,
            OpenSession.Life,
            madeBy: isNew ? first.MadeBy : null,
            device: input.Device
        );
        return Answer(new OpenSession.Output { Session = session, Expires = Moments.Iso(call.At + OpenSession.Life) }, plan);
    }

    private static void UseCode(Plan plan, Call call, FactorRow? code, long step)
    {
        if (code is { Kind: Factor.Totp } && step > code.Counter)
            code.Use(plan, call, step);
        else if (code is { Kind: Factor.Recovery })
            code.End(plan, call);
        else
            throw Refused("auth.code_used", "This code was used before, or is none.");
    }

    private static RefusedException Refused(string code, string why) => new(new(code, why, "Sign in again."));
}
