using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>
/// A person comes from a provider. What is given is a sign-in link for a minute, which the door uses up at once: a session begins in one way only. Each
/// attempt is good once, on whichever node it comes back.
/// </summary>
[Action(
    "providers.arrive",
    Scope.None,
    "Arrive from a provider",
    "Signs a person in whom an identity provider has named.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Arrive : Feature<Arrive.Input, Arrive.Output>
{
    private const string AttemptClaim = "identity.attempt";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    [Class(DataClass.Internal)]
    public sealed record Input : Asserted
    {
        [Says("SHA-256 of the attempt's state"), Bounds(64, 64)]
        public required string Attempt { get; init; }
    }

    public sealed record Output
    {
        public required string Person { get; init; }

        [ShownOnce]
        public string? SignInLink { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var provider = await IdentityProviderRow.Calling(reader, call, input.ProviderId);
        if ((await reader.Holders(AttemptClaim, [input.Attempt])).Count > 0)
            throw new RefusedException(
                new("identity.attempt_used", "This sign-in was completed before.", "Begin again at the sign-in page.")
            );
        Plan plan = new();
        var person = await Arrival.Of(plan, input, call, reader, provider);
        var link = "hgl_" + call.NewSecret("link");
        Grant.Person(plan.Claim(AttemptClaim, input.Attempt, person.Id), call, "link", link, person.Id, Life);
        return Answer(new Output { Person = person.Id, SignInLink = link }, plan);
    }
}
