using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A passkey that the door has verified (WebAuthn level 3, section 7.1) is kept for the person who calls: its public key only.</summary>
[Action(
    "users.add_passkey",
    Scope.None,
    "Add a passkey",
    "Keeps a passkey of the caller that was verified.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class AddPasskey : Feature<AddPasskey.Input, AddPasskey.Output>
{
    private const int Most = 20;
    private const string ChallengeClaim = "passkey.made";

    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("What the person calls it"), Bounds(1, 60)]
        public required string Name { get; init; }

        [Says("Its id, base64url"), Bounds(16, 1400)]
        public required string KeyId { get; init; }

        [Says("Its public key, COSE in base64url"), Bounds(40, 3000)]
        public required string PublicKey { get; init; }

        [Says("Its sign counter"), Bounds(0, 4_294_967_295)]
        public required long Counter { get; init; }

        [Says("Whether it can be, and is, copied by its maker: eligible, backed_up"), Bounds(0, 40)]
        public string? Flags { get; init; }

        [Says("SHA-256 of the challenge"), Bounds(64, 64)]
        public required string Challenge { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Factor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var factors = await FactorRow.Of(reader, call.By.Person);
        await FactorRow.NeedRecent(reader, call, factors);
        if (factors.Count(f => f.Kind == Factor.Passkey) >= Most)
            throw Refused("auth.too_many", $"Nobody keeps more than {Most} passkeys.", "Remove one first.");
        if ((await reader.Holders(ChallengeClaim, [input.Challenge])).Count > 0)
            throw Refused("auth.challenge_used", "This page was answered before.", "Open it again.");
        if (await reader.Number("SELECT COUNT(*) FROM factors WHERE tenant = @tenant AND key_id = @key", ("key", input.KeyId)) > 0)
            throw Refused("auth.known_passkey", "This passkey is known already.", "Sign in with it, or make another one.");
        var id = call.NewId("fac");
        var plan = FactorRow.Add(
            new(),
            call,
            0,
            Factor.Passkey,
            input.PublicKey,
            input.Counter,
            ("name", input.Name.Trim()),
            ("key_id", input.KeyId),
            ("flags", input.Flags)
        );
        return Answer(new Output { Factor = id }, plan.Claim(ChallengeClaim, input.Challenge, id));
    }

    private static RefusedException Refused(string code, string why, string next) => new(new(code, why, next));
}
