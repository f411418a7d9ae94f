using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>
/// A password with the authenticator that stands beside it. What comes here is sealed: neither the password nor its hash, nor the authenticator's key, is ever an
/// argument. With every password there are ten new recovery codes, and every other session ends.
/// </summary>
[Action(
    "users.set_password",
    Scope.None,
    "Set a password",
    "Sets the caller's password with an authenticator, and gives ten recovery codes.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class SetPassword : Feature<SetPassword.Input, SetPassword.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("The password's hash, sealed"), Bounds(40, 600)]
        public required string Secret { get; init; }

        [Says("A new authenticator's key, sealed; the old one stays when left out"), Bounds(40, 600)]
        public string? Authenticator { get; init; }

        [Says("The time step of the code that was shown"), Bounds(0, 9_007_199_254_740_991)]
        public required long Step { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        [ShownOnce]
        public string? RecoveryCodes { get; init; }
        public required long EndedSessions { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var factors = await FactorRow.Of(reader, call.By.Person);
        await FactorRow.NeedRecent(reader, call, factors);
        Plan plan = new();
        var kept = factors.FirstOrDefault(f => f.Kind == Factor.Totp);
        if (input.Authenticator is null && (kept is null || input.Step <= kept.Counter))
            throw new RefusedException(
                new("auth.code_used", "This code was used before, or is none.", "Wait for the next code of your authenticator.")
            );
        foreach (var old in factors.Where(f => f.Kind is Factor.Password or Factor.Recovery))
            old.End(plan, call);
        if (input.Authenticator is null)
            kept!.Use(plan, call, input.Step);
        else
        {
            kept?.End(plan, call);
            FactorRow.Add(plan, call, 1, Factor.Totp, input.Authenticator, input.Step);
        }
        FactorRow.Add(plan, call, 0, Factor.Password, input.Secret);
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(n => RecoveryCode.Make(call, n)).ToList();
        for (var n = 0; n < codes.Count; n++)
            FactorRow.Add(plan, call, 2 + n, Factor.Recovery, RecoveryCode.HashOf(codes[n]));
        var ended = await Session.EndOthers(plan, reader, call, call.By.Person);
        return Answer(new Output { RecoveryCodes = string.Join(' ', codes), EndedSessions = ended }, plan);
    }
}
